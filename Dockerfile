# docker build -t khabar . && docker run --rm -i khabar - < article.txt
# Both images are of one Debian release, so that the binary finds its C library.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /khabar
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY benches benches
COPY tests tests
RUN cargo build --release --locked --bin analyze

FROM debian:bookworm-slim
COPY --from=build /khabar/target/release/analyze /usr/local/bin/analyze
USER nobody
ENTRYPOINT ["analyze"]
CMD ["--help"]
