# The program for workers and the HTTP service: compiled once, run without development packages and without root.
FROM node:22.12.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY patches patches
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json vite.config.ts ./
COPY scripts scripts
COPY src src
COPY console console
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22.12.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY bin bin
COPY scripts scripts
COPY src/register/migrations src/register/migrations
COPY examples examples
RUN mkdir /uploads && chown node:node /uploads
USER node
CMD ["node", "--enable-source-maps", "dist/workers/main.js"]
