# One image for every process of the platform; docker-compose.yml says which one a container runs.

FROM python:3.11-slim AS builder
ARG PIP_INDEX_URL
WORKDIR /build
RUN python3 -m venv /opt/mingcha
COPY deploy/requirements.lock .
RUN /opt/mingcha/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
WORKDIR /app
COPY pyproject.toml README.md LICENSE ./
COPY contracts contracts
COPY workdays workdays
COPY kernel kernel
COPY services services
COPY gateway gateway
COPY mingcha mingcha
RUN /opt/mingcha/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --editable .
# what only an installation needs, or a debugger
RUN rm -rf /opt/mingcha/lib/python3*/site-packages/pip* /opt/mingcha/bin/pip* \
    && find /opt/mingcha -name '__pycache__' -prune -exec rm -rf {} + \
    && find /opt/mingcha -type d -name tests -prune -exec rm -rf {} +

FROM python:3.11-slim
LABEL org.opencontainers.image.title="mingcha" \
      org.opencontainers.image.description="明察: complaints, approval registry, notifications" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 mingcha && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin mingcha \
    && install -d -m 0700 -o mingcha -g mingcha /var/lib/mingcha/attachments
COPY --from=builder /opt/mingcha /opt/mingcha
WORKDIR /app
COPY --from=builder /app /app
ENV PATH=/opt/mingcha/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN python3 -m compileall -q /opt/mingcha/lib /app
USER mingcha
STOPSIGNAL SIGTERM
CMD ["mingcha", "--help"]
