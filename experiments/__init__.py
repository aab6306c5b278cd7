"""From a question to finished runs: plan, store, design, engine."""
