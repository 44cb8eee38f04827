// Which of the ids are a registered firm's identity or a node's key.
CALL () {
  UNWIND $ids AS id MATCH (c:Company {ident: id}) RETURN c.ident AS id
  UNION UNWIND $ids AS id MATCH (n:Name {key: id}) RETURN n.key AS id
}
RETURN id ORDER BY id
