FROM node:24-slim AS build
WORKDIR /guiju
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npx vite build

FROM node:24-slim
WORKDIR /guiju
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
# The Node among the packages is for machines with an older one.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-*
COPY bin bin
COPY src src
COPY --from=build /guiju/dist dist
RUN useradd --system --home-dir /data guiju && mkdir -m 700 /data && chown guiju: /data
USER guiju
ENV GUIJU_DATA=/data HOST=0.0.0.0 PORT=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/guiju.mjs", "serve"]
