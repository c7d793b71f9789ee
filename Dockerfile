# One image for the dashboard (3000), the api (8000) and the worker. How to run it: docs/deployment.md.

FROM node:26-bookworm-slim AS build
WORKDIR /repository
ENV NX_DAEMON=false NEXT_TELEMETRY_DISABLED=1
# The manifests first: as long as they are the same, so is the layer with the packages.
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/dashboard/package.json apps/dashboard/
COPY apps/e2e/package.json apps/e2e/
COPY apps/simulator/package.json apps/simulator/
COPY libs/api-client/package.json libs/api-client/
COPY libs/whatsapp-cloud/package.json libs/whatsapp-cloud/
COPY tools/package.json tools/
# Scripts prepare what only development needs (the embedded PostgreSQL).
RUN npm ci --ignore-scripts
COPY . .
RUN npx nx run-many -t build --projects=@parley/api,@parley/dashboard --outputStyle=static
RUN node tools/image/lay-out-image.ts /image

FROM node:26-bookworm-slim
# tini, since neither pm2 nor node reaps what their children leave behind; no program may gain rights by being run.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* \
  && find / -xdev -type f -perm /6000 -exec chmod a-s {} +
WORKDIR /app
# The files that people send, unless they are kept in a bucket.
RUN mkdir /data && chown node:node /data
VOLUME /data
# Owned by root and run by another: what serves cannot change its own code.
COPY --from=build /image/ ./
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  STORAGE_FOLDER=/data \
  HOME=/tmp \
  PM2_HOME=/tmp/.pm2 \
  PATH=/app/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER node
EXPOSE 3000 8000
STOPSIGNAL SIGTERM
# Through the dashboard, which asks the api, which asks the database.
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PARLEY_DASHBOARD_PORT || 3000}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "-s", "--", "/app/docker-entrypoint.sh"]
CMD ["pm2-runtime", "ecosystem.config.js"]
