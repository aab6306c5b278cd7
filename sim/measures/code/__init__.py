"""What measures do to rules where effects cannot say it: each file gives ``rewrite`` for the measures that name it."""
