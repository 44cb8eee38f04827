"""A real Neo4j server for the tests that need one; where Java or Maven is missing they are skipped, with the reason."""

from collections.abc import Callable, Iterator

import neo4j_server
import pytest

from liantu.graph.neo4j_login import Login

Emptied = Callable[[], Login]


@pytest.fixture(scope="session")
def server() -> Iterator[neo4j_server.Server]:
    try:
        neo4j_server.java()
        neo4j_server.jars()
    except neo4j_server.Unavailable as missing:
        pytest.skip(str(missing))
    with neo4j_server.Server() as running:
        yield running


@pytest.fixture
def emptied(server: neo4j_server.Server) -> Emptied:
    """Empties the server's database (a store made before is empty too) and says how to log in."""

    def empty() -> Login:
        from neo4j import GraphDatabase

        login = Login(server.uri, "neo4j", server.password, "neo4j")
        with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as driver:
            driver.execute_query("MATCH (n) DETACH DELETE n", database_=login.database)
        return login

    return empty
