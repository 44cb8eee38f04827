"""Files of every kind, and files that are no documents: what is read, and the sentence for what is not."""

import os
import zipfile
from pathlib import Path
from random import Random

import pytest
from office_files import archive, grid, p, pdf, word

from liantu.errors import InputError
from liantu.loaders import read
from liantu.loaders.formats.encoding import Unreadable, decode
from liantu.schema import BlockKind, Document, Status

PLAN = "云溪市产业集群实施方案\n一、目标\n发展工业机器人、数控机床，引进伺服电机企业。\n"
LONG = "为加快培育一批有特色有竞争力的制造业集群推动产业链上下游协同"


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def sentence(path: Path) -> str:
    """What a user is told of a file that cannot be read: place, what, what to do."""
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}：") and caught.value.todo
    return str(caught.value)


def checked(path: Path) -> Document:
    found = read(path)
    for block in found.blocks:
        assert block.text == found.text[block.start : block.start + len(block.text)]
    return found


# ── encodings ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_newlines(tmp_path: Path, name: str, newline: str) -> None:
    path = saved(tmp_path / "a.txt", PLAN.replace("\n", newline).encode(name))
    assert checked(path).text == PLAN


def test_rare_characters_of_gb18030(tmp_path: Path) -> None:
    text = f"{PLAN}㐀𠀀镕喆公司。\n"
    assert read(saved(tmp_path / "a.txt", text.encode("gb18030"))).text == text


def test_a_few_broken_bytes_do_not_lose_a_long_text() -> None:
    data = (PLAN * 40).encode() + b"\xff" + PLAN.encode()
    assert decode(data).count("\ufffd") == 1
    with pytest.raises(Unreadable):
        decode(b"\xff\xfe\xfd" * 50 + PLAN.encode())


def test_big5_is_refused(tmp_path: Path) -> None:
    text = "產業鏈發展方案與會議記錄，這個計畫對於國際貿易區的經濟發展很重要。" * 3
    assert "Big5" in sentence(saved(tmp_path / "a.txt", text.encode("big5")))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(Random(1).randbytes(5_000_000), id="5 MB of noise"),
        pytest.param(bytes(5_000_000), id="5 MB of NUL"),
        pytest.param(PLAN.encode() + b"\0" + PLAN.encode(), id="NUL in text"),
        pytest.param(bytes(range(256)) * 8, id="every byte"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes) -> None:
    assert "不是文本" in sentence(saved(tmp_path / "a.txt", data))


# ── kinds ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "空的"),
        ("a.docx", b"", "空的"),
        ("a.txt", b" \n\t\r\n", "没有文字"),
        ("a.sh", b"#!/bin/sh\necho ok\n", "没有中文"),
        ("a.docx", word(p(" ")), "没有文字"),
        ("a.docx", b"plain text", "已损坏"),
        ("a.docx", b"\x03<\x91\xfe\x00\x88" * 300, "已损坏"),
        ("a.pdf", "只是文字".encode(), "已损坏"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.txt", b"{\\rtf1 x}", "RTF"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "不是 Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le") + bytes(600), "已损坏"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "Excel"),
        ("a.docx", archive({"OFD.xml": "<x/>"}), "不是 Word"),
        ("a.pdf", b"%PDF-1.4\nbroken", "PDF"),
        ("a.pdf", pdf([[]]), "OCR"),
        ("a.html", b"<html><body><script>var a = 1</script></body></html>", "没有文字"),
    ],
)
def test_files_that_are_no_documents(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    assert says in sentence(saved(tmp_path / name, data))


@pytest.mark.parametrize("name", ["a.docx", "a.wps", "a.doc", "没有后缀"])
def test_the_bytes_tell_the_kind_not_the_suffix(tmp_path: Path, name: str) -> None:
    assert checked(saved(tmp_path / name, word(p("一、目标") + p(LONG)))).blocks[0].text == "一、目标"


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "环").symlink_to(tmp_path / "环")
    assert "文件打不开" in sentence(tmp_path / "环")
    assert "不存在" in sentence(tmp_path / "没有.txt")
    assert "文件夹" in sentence(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    assert "不是普通文件" in sentence(tmp_path / "管道.txt")


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_names_of_other_encodings(tmp_path: Path) -> None:
    for raw, shown in (
        ("方案.txt".encode("gb18030"), "方案.txt"),
        (b"\xff\xff.txt", "\ufffd\ufffd.txt"),
        (b"a\nb.txt", "a\nb.txt"),
    ):
        path = saved(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)), PLAN.encode())
        assert read(path).name == shown


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_no_permission(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.txt", b"x")
    path.chmod(0)
    assert "权限" in sentence(path)


# ── web pages ────────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = f"""<!DOCTYPE html><html><head><meta charset="{{charset}}"><title>云溪市链主企业培育方案_云溪市人民政府</title>
<style>p {{{{color:red}}}}</style></head><body><div class="nav"><a href="/">网站首页</a> <a href="/x">政务公开</a></div>
<div><div id="zoom"><p>云溪市链主企业培育方案</p><p>　　{LONG}，制定本方案。</p>
<p>一、目标</p><p>{LONG}<b>加粗</b>。</p>
<table><tr><th rowspan="2">县市区</th><th colspan="2">产业</th></tr><tr><th>主导</th><th>特色</th></tr>
<tr><td rowspan="2">青岚区</td><td>装备</td><td>轴承</td></tr><tr><td>钢铁</td><td>废钢</td></tr></table>
<p>2026年7月1日</p></div></div><div class="foot">版权所有 <a href="/y">联系我们</a></div></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gb2312", "utf-8")])
def test_a_web_page_gives_its_main_block(tmp_path: Path, charset: str, encoding: str) -> None:
    page = PAGE.format(charset=charset).replace("装备", "镕装备")  # not in GB 2312
    found = checked(saved(tmp_path / "a.html", page.encode(encoding)))
    assert found.parts[0].title == "云溪市链主企业培育方案" and found.parts[0].date == "2026-07-01"
    assert [b.text for b in found.blocks if b.cell is None] == [
        "云溪市链主企业培育方案",
        f"{LONG}，制定本方案。",
        "一、目标",
        f"{LONG}加粗。",
        "2026年7月1日",
    ]
    got = {(b.row, b.cell): (b.text, b.column) for b in found.blocks if b.cell is not None}
    assert (
        got[3, 0] == ("青岚区", "县市区") and got[2, 1] == ("镕装备", "产业 / 主导") and got[3, 2][1] == "产业 / 特色"
    )


@pytest.mark.parametrize(
    "menu",
    [
        "<div class=nav>要闻 | 县域 | 专题</div>",
        "<div>首页 | 要闻 | 县域 | 专题</div>",
        "<p>当前位置：首页 &gt; 新闻中心</p>",
        "<ul id='main-menu'><li>要闻</li><li>县域</li></ul>",
    ],
)
def test_a_menu_above_the_title_is_no_document(tmp_path: Path, menu: str) -> None:
    page = f"<html><body>{menu}<h1>云溪市四个项目集中开工</h1><p>{LONG}。</p><p>{LONG}。</p></body></html>"
    found = checked(saved(tmp_path / "a.html", page.encode()))
    assert [part.title for part in found.parts] == ["云溪市四个项目集中开工"]
    assert [block.text for block in found.blocks] == ["云溪市四个项目集中开工", f"{LONG}。", f"{LONG}。"]


def test_a_page_laid_out_by_tables(tmp_path: Path) -> None:
    body = f"<table><tr><td><a href=x>菜单</a></td><td><table><tr><td><p>{LONG}。</p><p>{LONG}！</p></td></tr></table>"
    found = checked(saved(tmp_path / "a.htm", f"<html><body>{body}</td></tr></table></body></html>".encode()))
    assert [b.text for b in found.blocks] == [f"{LONG}。", f"{LONG}！"]


def test_too_many_elements_inside_each_other_do_not_bring_it_down(tmp_path: Path) -> None:
    page = f"<html><body>{'<div>' * 20_000}{LONG}{'</div>' * 20_000}</body></html>"
    path = saved(tmp_path / "a.html", page.encode())
    try:
        assert LONG in read(path).text
    except InputError as error:
        assert error.todo


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_wrapped_lines_of_a_pdf_are_joined_and_edges_dropped(tmp_path: Path) -> None:
    head, foot, full = (72.0, 40.0, "云溪市文件"), "— {} —", LONG + "一二三四五六七"
    pages = [
        [head, (200.0, 80.0, "云溪市产业集群实施方案"), (96.0, 110.0, full), (72.0, 130.0, full + "八九"),
         (72.0, 150.0, "到此为止。"), (96.0, 170.0, "一、目标"), (96.0, 190.0, full), (280.0, 800.0, foot.format(1))],
        [head, (72.0, 80.0, "接着上页。"), (280.0, 800.0, foot.format(2))],
    ]  # fmt: skip
    found = checked(saved(tmp_path / "a.pdf", pdf(pages)))
    assert [b.text for b in found.blocks] == [
        "云溪市产业集群实施方案",
        f"{full}{full}八九到此为止。",
        "一、目标",
        f"{full}接着上页。",
    ]
    assert found.parts[0].status is Status.FINAL


def test_a_table_of_a_pdf_goes_on_over_pages(tmp_path: Path) -> None:
    xs, ys = (72, 172, 372), (60, 84, 108, 132)
    head = [(76.0, 76.0, "县市区"), (176.0, 76.0, "主导产业")]
    first = [
        *head,
        (76.0, 100.0, "青岚区"),
        (176.0, 100.0, "智能装备"),
        (76.0, 124.0, "石桥县"),
        (176.0, 124.0, "精品钢、"),
    ]
    second = [*head, (176.0, 100.0, "竹纤维"), (76.0, 124.0, "禾川县"), (176.0, 124.0, "再生资源")]
    found = checked(saved(tmp_path / "a.pdf", pdf([first, second], grid(xs, ys))))
    assert all(b.kind is BlockKind.CELL and b.table == 0 for b in found.blocks)
    assert [(b.row, b.cell, b.text) for b in found.blocks][2:] == [
        (1, 0, "青岚区"),
        (1, 1, "智能装备"),
        (2, 0, "石桥县"),
        (2, 1, "精品钢、竹纤维"),
        (3, 0, "禾川县"),
        (3, 1, "再生资源"),
    ]


def test_a_frame_in_a_pdf_is_a_box(tmp_path: Path) -> None:
    texts = [(76.0, 76.0, "专栏1 重点项目"), (76.0, 100.0, "推进冷轧板项目。"), (72.0, 150.0, "各地抓好落实。")]
    found = checked(saved(tmp_path / "a.pdf", pdf([texts], grid((70, 500), (60, 120)))))
    assert [(b.text, b.headings) for b in found.blocks] == [
        ("专栏1 重点项目", ()),
        ("推进冷轧板项目。", ("专栏1 重点项目",)),
        ("各地抓好落实。", ()),
    ]


def test_a_docx_keeps_its_digest_and_name(tmp_path: Path) -> None:
    data = word(p(LONG))
    one, other = saved(tmp_path / "a.docx", data), saved(tmp_path / "b.docx", data)
    assert read(one).id == read(other).id and (read(one).name, read(other).name) == ("a.docx", "b.docx")
    assert zipfile.is_zipfile(one)
