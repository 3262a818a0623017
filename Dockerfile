# Contrail's service. The graph is a Neo4j server of its own (docker-compose.yml), so no Java is started here.
FROM python:3.11-slim

RUN useradd --create-home --uid 10001 contrail
WORKDIR /app
COPY requirements.txt pyproject.toml README.md ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY schema ./schema
COPY ingest ./ingest
COPY graph ./graph
COPY api ./api
COPY contrail ./contrail
COPY explorer/dist ./explorer/dist
COPY explorer/src/graphql/operations.graphql ./explorer/src/graphql/
RUN /venv/bin/python contrail/register.py
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1
USER contrail
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=12 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=3)"]
ENTRYPOINT ["python", "-m", "contrail"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000", "--production"]
