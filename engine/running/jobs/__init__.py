"""The jobs: each takes a frozen request and a reporter, and returns how it finished."""
