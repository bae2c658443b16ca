# docker build -t khabar . && docker run --rm -i khabar - < article.txt
FROM rust:1.95-slim AS build
WORKDIR /khabar
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY benches benches
RUN cargo build --release --locked --bin analyze

FROM debian:stable-slim
COPY --from=build /khabar/target/release/analyze /usr/local/bin/analyze
USER nobody
ENTRYPOINT ["analyze"]
CMD ["--help"]
