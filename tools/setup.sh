#!/usr/bin/env bash
# Makes the environment .venv/ from requirements.lock, once: a second call sees its stamp and returns at once.
#   tools/setup.sh          make or renew the environment, then compile the kernels into the user's cache
#   tools/setup.sh lock     write requirements.lock anew from pyproject.toml
# UITZENDLAB_PYTHON names the interpreter to use, if the choice below does not suit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Behind a company proxy the certificates of the system are the ones that work.
export UV_SYSTEM_CERTS=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# An active environment elsewhere must not receive our packages.
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH

say() { printf 'set-up: %s\n' "$*" >&2; }
digest() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-64; }

# True if the interpreter really runs (a pyenv shim may only say "command not found"), is new enough, and was
# built with the modules that home-made builds often lack.
suits() {
  "$1" -c 'import sys, ssl, sqlite3, lzma, ctypes; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

find_python() {
  local found
  if [ -n "${UITZENDLAB_PYTHON:-}" ]; then
    if suits "$UITZENDLAB_PYTHON"; then echo "$UITZENDLAB_PYTHON"; return; fi
    say "UITZENDLAB_PYTHON=$UITZENDLAB_PYTHON is not a working Python 3.12-3.14 with ssl, sqlite3, lzma and ctypes; looking further"
  fi
  for version in 3.13 3.12 3.14; do
    # pyenv's own folders come by name, because neither PATH nor uv leads to them
    for found in "python$version" "${PYENV_ROOT:-${HOME:-/}/.pyenv}"/versions/"$version".*/bin/python3 \
      /opt/homebrew/bin/"python$version" /usr/local/bin/"python$version"; do
      if suits "$found"; then command -v "$found"; return; fi
    done
  done
  if suits python3; then command -v python3; fi
}

find_uv() {
  if uv --version >/dev/null 2>&1; then command -v uv; return; fi
  if ! .tools/bin/uv --version >/dev/null 2>&1; then
    for python in "$@" python3 python; do
      "$python" -m pip --version >/dev/null 2>&1 || continue
      say "fetching uv into .tools/"
      "$python" -m pip install --quiet --root-user-action=ignore --no-deps --upgrade --target .tools \
        --require-hashes --only-binary :all: -r tools/uv-requirements.txt >&2 && break
    done
  fi
  if [ -x .tools/bin/uv ]; then echo "$PWD/.tools/bin/uv"; fi
}

# Two calls at once (a test run in one window, make run in another) must not write .venv/ together.
take_turns() {
  for _ in $(seq 600); do
    if mkdir .setup-lock 2>/dev/null; then
      echo $$ >.setup-lock/pid
      trap 'rm -rf .setup-lock' EXIT
      return
    fi
    kill -0 "$(cat .setup-lock/pid 2>/dev/null || echo $$)" 2>/dev/null || { rm -rf .setup-lock; continue; }
    sleep 1
  done
  say "another set-up has been busy for ten minutes; if there is none, delete the folder .setup-lock"
  exit 1
}

tools_or_explain() {
  python=$(find_python)
  uv=$(find_uv ${python:+"$python"})
  if [ -z "$uv" ]; then
    say "found neither uv nor a Python with pip to fetch it. Install Python 3.13 with pip (python.org, 'apt install"
    say "python3 python3-pip', 'brew install python@3.13') or uv (docs.astral.sh), and call make again."
    exit 1
  fi
}

build_environment() {
  tools_or_explain
  if ! suits .venv/bin/python; then
    # without a suitable Python on this machine, uv may fetch one
    if ! "$uv" venv --quiet --clear --python "${python:-3.13}" .venv; then
      say "no working Python 3.12-3.14 with ssl, sqlite3, lzma and ctypes here, and uv could not fetch one."
      say "Install Python 3.13, or name one: make setup UITZENDLAB_PYTHON=/path/to/python3.13"
      exit 1
    fi
  fi
  say "installing the locked packages with $("$uv" --version | cut -d' ' -f1,2) for $(.venv/bin/python --version)"
  # one package of the lock is built from source: its build tools are pinned as well; bytecode is written now, or
  # where Python may not write it later (PYTHONDONTWRITEBYTECODE, a read-only folder) every start takes seconds more
  "$uv" pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes --build-constraints tools/build-constraints.txt requirements.lock
  "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
}

# The kernels are warm if they were compiled from these sources into a cache folder that is still there.
kernels_key() {
  find sim scenarios -type f \( -name '*.py' -o -name '*.yaml' \) | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | digest
  echo "$stamp ${UITZENDLAB_CACHE:-} ${XDG_CACHE_HOME:-} ${HOME:-}"
}
warm() {
  [ -f sim/compile_kernels.py ] || return 0
  [ "$(sed '$d' .venv/.warm 2>/dev/null)" = "$(kernels_key)" ] && [ -d "$(tail -n1 .venv/.warm)" ]
}

# Compiling takes long enough to be noticed, so it is done here, once, before any worker process starts.
warm_kernels() {
  local key started=$SECONDS
  key=$(kernels_key)
  say "compiling the kernels"
  if .venv/bin/python -m sim.compile_kernels >&2; then
    { echo "$key" && .venv/bin/python -c 'import sim.core.kernel_cache as kept; print(kept.config.CACHE_DIR)'; } >.venv/.warm
    say "kernels ready in $((SECONDS - started)) s"
  else
    # the environment itself is sound; tests will show what is wrong with the kernels
    say "compiling the kernels failed (see above); they will be compiled when first used"
  fi
}

if [ "${1:-}" = lock ]; then
  tools_or_explain
  compile() { "$uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header "$@"; }
  compile pyproject.toml --python-version 3.12 --all-extras --group dev ${UPGRADE:+--upgrade} -o requirements.lock
  say "wrote requirements.lock"
  exit 0
fi

# The folder is part of the stamp, because an environment does not survive being moved.
stamp=$({ echo "$PWD"; cat requirements.lock pyproject.toml tools/*.txt tools/setup.sh; } | digest)
current() { [ -x .venv/bin/uitzendlab ] && [ "$(cat .venv/.stamp 2>/dev/null)" = "$stamp" ]; }

if current && warm; then exit 0; fi
take_turns
if ! current; then
  started=$SECONDS
  rm -f .venv/.stamp # what is half done must not look finished
  build_environment
  echo "$stamp" >.venv/.stamp
  say "environment ready in $((SECONDS - started)) s"
fi
if ! warm; then warm_kernels; fi
