//! Command-line cases, kept as data: tests/cmd/*.toml. `TRYCMD=overwrite cargo test --test cli` writes what is printed
//! now into the files; read the difference before it is committed.

#[test]
fn command_line_cases() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}
