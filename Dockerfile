# Two stages: everything is installed and the model unpacked in the first, only the result is kept.
# The steps are scripts/install and `paritas setup`, the same as `make setup`; no container engine
# is at hand where this is tested: tests/test_container.py checks what it copies and calls.
FROM python:3.11-slim AS build
WORKDIR /opt/paritas
COPY pyproject.toml requirements.lock README.md ./
COPY scripts ./scripts
COPY service ./service
COPY frameworks ./frameworks
COPY data ./data
ARG TORCH_INDEX=
ENV VENV=/opt/paritas/.venv PARITAS_CACHE=/opt/paritas/cache
RUN TORCH_INDEX="${TORCH_INDEX}" scripts/install && .venv/bin/paritas setup

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /opt/paritas paritas
COPY --from=build --chown=root:root /opt/paritas /opt/paritas
# The cache stays writable: titles met at run time are embedded once and kept.
RUN chown -R paritas /opt/paritas/cache
ENV PATH=/opt/paritas/.venv/bin:$PATH PARITAS_CACHE=/opt/paritas/cache PYTHONUNBUFFERED=1
WORKDIR /work
USER paritas
HEALTHCHECK --interval=60s --timeout=20s CMD ["paritas", "check"]
ENTRYPOINT ["paritas"]
CMD ["--help"]
