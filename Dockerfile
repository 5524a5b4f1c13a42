# syntax=docker/dockerfile:1
# Two stages: `build` has pip and setuptools and compiles the kernels, `serve` gets the finished environment and nothing else.

FROM python:3.12-slim-bookworm AS build

# The environment is built at the path where it will run: scripts and numba's cache hold absolute paths.
# Kernels are compiled for any processor of the architecture: an image runs on other machines than the one that built it, and
# numba ignores a cache made for another processor (each start would then compile for about a minute). Build with
# --build-arg NUMBA_CPU_NAME=host-name-of-your-fleet where one kind of processor runs it.
ARG NUMBA_CPU_NAME=generic
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    NUMBA_CPU_NAME=${NUMBA_CPU_NAME} \
    NUMBA_CACHE_DIR=/opt/onrecord/kernels
RUN python -m venv /opt/onrecord

# The locked packages first: this layer is rebuilt only when a lock changes, not with every edit of the code.
# Wheels only, so that no build script runs. What compiles the matcher's modules goes into a folder that stays behind.
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
COPY requirements/runtime.txt requirements/build.txt requirements/compile.txt /src/requirements/
RUN /opt/onrecord/bin/pip install --only-binary=:all: --require-hashes -r /src/requirements/runtime.txt \
 && python -m pip install --only-binary=:all: --require-hashes -r /src/requirements/build.txt \
 && python -m pip install --only-binary=:all: --require-hashes --target /compile -r /src/requirements/compile.txt

# Then the project, as a wheel made by the locked setuptools, which stays outside the environment. --no-index: from here on
# nothing may come from a registry.
COPY pyproject.toml README.md LICENSE /src/
COPY matcher /src/matcher
COPY service /src/service
RUN python -m pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels /src \
 && /opt/onrecord/bin/pip install --no-index --no-deps /wheels/onrecord-*.whl \
 && /opt/onrecord/bin/pip uninstall --yes pip

# Compile every module and kernel now, so that a container is ready in a second.
RUN PYTHONPATH=/compile /opt/onrecord/bin/python -m matcher.native.build --require \
 && /opt/onrecord/bin/python -m matcher.warm_up


FROM python:3.12-slim-bookworm AS serve

ARG NUMBA_CPU_NAME=generic
ENV PATH=/opt/onrecord/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NUMBA_CPU_NAME=${NUMBA_CPU_NAME} \
    NUMBA_CACHE_DIR=/opt/onrecord/kernels \
    ONRECORD_DATA_DIR=/data

# A fixed number, so that a mounted volume can be given to it and orchestrators can tell it is not root.
# numba refuses a cache directory it may not write to, even when everything is in it: hence the owner of kernels/.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin onrecord \
 && install --directory --owner=10001 --group=10001 /data
COPY --from=build /opt/onrecord /opt/onrecord
COPY --from=build --chown=10001:10001 /opt/onrecord/kernels /opt/onrecord/kernels
COPY seeds /opt/onrecord/seeds

USER 10001
VOLUME /data
EXPOSE 8080

# Ready means: the log is replayed, the index is open and the kernels are loaded. Python, as the image has no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/readyz', timeout=2)"]

# Exec form: signals reach the server, which drains its requests before it stops.
ENTRYPOINT ["onrecord"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
