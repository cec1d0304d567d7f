"""The metadata that says a file is built to PDF/UA-1 as well as to PDF/A-3."""

from __future__ import annotations

from collections.abc import Callable

_PDFUA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file is built to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A wants every property outside its own schemas described: hence the extension schema."""

_END = b"</rdf:RDF>"


def with_pdfua(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return `generate`, WeasyPrint's writer of the RDF block, with the PDF/UA identification added at its end."""

    def both(*arguments: object) -> bytes:
        rdf = generate(*arguments)
        if not rdf.rstrip().endswith(_END):
            raise ValueError("the RDF block of this WeasyPrint ends otherwise; the metadata cannot be completed")
        return rdf.rstrip()[: -len(_END)] + _PDFUA + _END

    return both
