# The service in a container; docs/serving.md tells how to run it, a test that its commands work.
FROM python:3.13-slim
RUN useradd --system --create-home ofmkg
COPY . /src
RUN pip install --no-cache-dir '/src[api,mcp,remote]' && rm -rf /src
USER ofmkg
WORKDIR /home/ofmkg
ENV OFMKG_HOST=0.0.0.0 OFMKG_CACHE_DIR=/home/ofmkg/state
EXPOSE 8000
HEALTHCHECK --start-period=120s CMD python -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health')"
CMD ["ofmkg", "serve"]
