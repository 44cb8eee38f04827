"""Lines of text as a document of the imaginary 云溪市, one paragraph a line."""

from hashlib import sha256

from liantu.schema import Block, BlockKind, Document, Part


def document(*lines: str) -> Document:
    text, blocks = "", []
    for number, line in enumerate(lines):
        blocks.append(Block(number, BlockKind.PARAGRAPH, line, len(text)))
        text += line + "\n"
    digest = sha256(text.encode()).hexdigest()
    return Document(digest[:16], digest, "云溪.txt", text, (Part(0, region="云溪市"),), tuple(blocks))
