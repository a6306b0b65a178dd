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
RUN npm ci --omit=dev
COPY bin bin
COPY src src
COPY --from=build /guiju/dist dist
RUN useradd --system --home /guiju guiju && mkdir /data && chown guiju /data
USER guiju
ENV GUIJU_DATA=/data
EXPOSE 8080
CMD ["node", "bin/guiju.mjs", "serve"]
