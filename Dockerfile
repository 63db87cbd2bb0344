FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends git ca-certificates openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN node scripts/up.mjs --setup-only && mkdir -p /data && chown -R node:node /data /app/.codexos
USER node
EXPOSE 4371
CMD ["node", "--disable-warning=ExperimentalWarning", "apps/backend/src/main.ts", "--no-open"]
