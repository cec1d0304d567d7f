"""The lint: what stops a screen reader, and what would fetch from elsewhere."""

import pytest

from fortnight.report.lint import foreign_addresses, page_problems

GOOD = '<html lang="en"><head><title>T</title></head><body><h1>A</h1>{}</body></html>'


@pytest.mark.parametrize(("part", "found"), [
    ("<h2>B</h2><h3>C</h3><h2>D</h2>", ""),
    ("<h3>C</h3>", "An h3 follows an h1"),
    ('<img src="a.png">', "no alt text"), ('<img src="a.png" alt="">', "no alt text"),
    ('<img src="a.png" alt="The logo">', ""),
    ("<svg><rect/></svg>", "no <title>"), ("<svg><title>x</title><rect/></svg>", ""),
    ('<a href="#x"><svg><title>x</title></svg></a>', "inside a link"),
    ("<table><tr><td>1</td></tr></table>", "no th"),
    ('<table><tr><th>1</th></tr></table>', "no scope"),
    ('<table><tr><th scope="col">1</th><th scope="col">2</th></tr><tr><td>1</td></tr></table>', "different num"),
    ('<table><tr><th scope="col" colspan="2">1</th></tr><tr><td>1</td><td>2</td></tr></table>', "colgroup"),
    ('<table><tr><th scope="colgroup" colspan="2">1</th></tr><tr><td>1</td><td>2</td></tr></table>', ""),
])
def test_each_idiom_is_checked(part: str, found: str) -> None:
    """One rule at a time: what is wrong is named, what is right is left alone."""
    problems = page_problems(GOOD.format(part))
    assert (found == "") == (problems == ())
    assert found == "" or any(found in problem for problem in problems)


def test_the_page_as_a_whole_is_checked() -> None:
    """Language, title and a first heading."""
    problems = " ".join(page_problems("<html><body><h2>B</h2></body></html>"))
    assert all(word in problems for word in ("no language", "no title", "first heading is an h2"))


@pytest.mark.parametrize("source", [
    '<img src="http://a.example/x.png">', "<img src='//a.example/x.png'>", '<img src="/etc/passwd">',
    '<link rel="stylesheet" href="https://a.example/x.css">', "body { background: url(file:///etc/passwd) }",
    '@import "http://a.example/x.css";', "@import url('../x.css')", '<image xlink:href="http://a.example/x.svg"/>',
    '<object data="http://a.example/x"></object>', '<img alt="x" src="../../x.png">', '<base href="http://a.example/">',
    "<use href='http://a.example/x.svg#y'/>", '<link rel=attachment href="file:///etc/passwd">',
    '<img src="data:image/png;base64,AAAA">',
])
def test_addresses_outside_the_folder_are_found(source: str) -> None:
    """Whatever would load from the network, the root or a parent folder."""
    assert 1 == len(foreign_addresses(source))


@pytest.mark.parametrize("source", [
    '<img src="logo.svg">', "url(images/back.png)", '<a href="https://a.example">read</a>',
    '<img src="{{ assets.logo }}">', "url(#gradient)", '<a href="#contents">', "@font-face { src: url(asset:x) }",
])
def test_own_files_and_links_are_fine(source: str) -> None:
    """Files beside the template, anchors, and links that a reader may follow."""
    assert () == foreign_addresses(source)
