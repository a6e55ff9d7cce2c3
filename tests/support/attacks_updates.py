"""Incremental updates behind the signatures: what ordinary editors write, and what shadow attacks and scripts need."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.support.attacks import ON_HANDS, Attack, Genuine

Change = Callable[[IncrementalPdfFileWriter], None]
Entries = dict[str, Any]


def dictionary(**entries: Any) -> generic.DictionaryObject:
    """A dictionary; keys without their stroke."""
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def updated(pdf: bytes, change: Change) -> bytes:
    """One more revision, written by a common library."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page(writer: IncrementalPdfFileWriter, number: int = 0) -> generic.DictionaryObject:
    """A page of the paper."""
    found: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][number].get_object()
    return found


def field(writer: IncrementalPdfFileWriter, number: int = 0) -> generic.DictionaryObject:
    """A signature's box."""
    found: generic.DictionaryObject = writer.root["/AcroForm"]["/Fields"][number].get_object()
    return found


def words(writer: IncrementalPdfFileWriter, text: str = "9,999") -> generic.IndirectObject:
    """Content that paints other words."""
    return writer.add_object(generic.StreamObject(stream_data=f"BT /F1 40 Tf 72 700 Td ({text}) Tj ET".encode()))


def drawn_form(writer: IncrementalPdfFileWriter) -> generic.IndirectObject:
    """A picture for a box or a note."""
    shown = dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=_numbers(0, 0, 200, 50))
    return writer.add_object(generic.StreamObject(shown, stream_data=b"1 1 1 rg 0 0 200 50 re f"))


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(value) for value in values)


def _script() -> generic.DictionaryObject:
    return dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('x')"))


def _root(**entries: Callable[[IncrementalPdfFileWriter], Any]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        for key, made in entries.items():
            writer.root[pdf_name(f"/{key}")] = made(writer)
        writer.update_root()

    return change


def _page(**entries: Callable[[IncrementalPdfFileWriter], Any]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        for key, made in entries.items():
            page(writer)[pdf_name(f"/{key}")] = made(writer)
        writer.update_container(page(writer))

    return change


def _field(**entries: Callable[[IncrementalPdfFileWriter], Any]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        for key, made in entries.items():
            field(writer)[pdf_name(f"/{key}")] = made(writer)
        writer.update_container(field(writer))

    return change


def _form(**entries: Callable[[IncrementalPdfFileWriter], Any]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        for key, made in entries.items():
            writer.root["/AcroForm"][pdf_name(f"/{key}")] = made(writer)
        writer.update_container(writer.root["/AcroForm"])

    return change


def _note(subtype: str, **entries: Any) -> Change:
    """An annotation over the text."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        made = dictionary(
            Type=pdf_name("/Annot"),
            Subtype=pdf_name(f"/{subtype}"),
            Rect=_numbers(60, 700, 400, 780),
            Contents=pdf_string("甲方付9999元"),
            F=generic.NumberObject(4),
            AP=dictionary(N=drawn_form(writer)),
            **entries,
        )
        notes = generic.ArrayObject([*page(writer).get("/Annots", ()), writer.add_object(made)])
        page(writer)[pdf_name("/Annots")] = notes
        writer.update_container(page(writer))

    return change


def _content_replaced(writer: IncrementalPdfFileWriter) -> None:
    page(writer)[pdf_name("/Contents")] = words(writer)
    writer.update_container(page(writer))


def _content_appended(writer: IncrementalPdfFileWriter) -> None:
    before = page(writer).raw_get("/Contents")
    page(writer)[pdf_name("/Contents")] = generic.ArrayObject([before, words(writer)])
    writer.update_container(page(writer))


def _stream_overwritten(writer: IncrementalPdfFileWriter) -> None:
    """The object number stays, its content is another: only the table tells."""
    stream = page(writer)["/Contents"]
    stream._data, stream._encoded_data = b"BT ET", None
    stream.pop(pdf_name("/Filter"), None)
    stream[pdf_name("/Length")] = generic.NumberObject(5)
    writer.mark_update(page(writer).raw_get("/Contents"))


def _font(key: str) -> Change:
    """The same bytes on the page mean other letters now."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fonts = page(writer)["/Resources"]["/Font"]
        font = next(iter(fonts.values())).get_object()
        font[pdf_name(key)] = writer.add_object(generic.StreamObject(stream_data=b"begincmap endcmap"))
        writer.update_container(font)

    return change


def _image(writer: IncrementalPdfFileWriter) -> None:
    """The scan of the signed paper is exchanged for another."""
    objects = page(writer)["/Resources"]["/XObject"]
    name = next(iter(objects))
    objects[name] = drawn_form(writer)
    writer.update_container(objects)


def _reordered(writer: IncrementalPdfFileWriter) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    writer.root["/Pages"][pdf_name("/Kids")] = generic.ArrayObject(reversed(list(kids)))
    writer.update_container(writer.root["/Pages"])


def _page_removed(writer: IncrementalPdfFileWriter) -> None:
    kids = list(writer.root["/Pages"]["/Kids"])[:-1]
    writer.root["/Pages"][pdf_name("/Kids")] = generic.ArrayObject(kids)
    writer.root["/Pages"][pdf_name("/Count")] = generic.NumberObject(len(kids))
    writer.update_container(writer.root["/Pages"])


def _page_added(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    added = dictionary(
        Type=pdf_name("/Page"),
        Parent=writer.root.raw_get("/Pages"),
        MediaBox=_numbers(0, 0, 595, 842),
        Contents=words(writer),
    )
    pages["/Kids"].append(writer.add_object(added))
    pages[pdf_name("/Count")] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)


def _new_tree(writer: IncrementalPdfFileWriter) -> generic.IndirectObject:
    tree = dictionary(Type=pdf_name("/Pages"), Count=generic.NumberObject(1))
    reference = writer.add_object(tree)
    only = dictionary(
        Type=pdf_name("/Page"), Parent=reference, MediaBox=_numbers(0, 0, 595, 842), Contents=words(writer)
    )
    tree[pdf_name("/Kids")] = generic.ArrayObject([writer.add_object(only)])
    return reference


def _new_catalogue(writer: IncrementalPdfFileWriter) -> None:
    made = dictionary(Type=pdf_name("/Catalog"), Pages=_new_tree(writer), AcroForm=writer.root.raw_get("/AcroForm"))
    writer.set_custom_trailer_entry(pdf_name("/Root"), writer.add_object(made))


def _attachment(writer: IncrementalPdfFileWriter) -> Any:
    data = writer.add_object(generic.StreamObject(dictionary(Type=pdf_name("/EmbeddedFile")), stream_data=b"MZ"))
    spec = dictionary(Type=pdf_name("/Filespec"), F=pdf_string("x.exe"), EF=dictionary(F=data))
    return dictionary(EmbeddedFiles=dictionary(Names=generic.ArrayObject([pdf_string("x"), writer.add_object(spec)])))


def _value_moved(writer: IncrementalPdfFileWriter) -> None:
    """Each hand now stands for the other signer."""
    one, two = field(writer, 0), field(writer, 1)
    one[pdf_name("/V")], two[pdf_name("/V")] = two.raw_get("/V"), one.raw_get("/V")
    for each in (one, two):
        writer.update_container(each)


def _pictures_exchanged(writer: IncrementalPdfFileWriter) -> None:
    """/V stays with its owner, /AP shows another's strokes."""
    one, two = field(writer, 0), field(writer, 1)
    one[pdf_name("/AP")], two[pdf_name("/AP")] = two.raw_get("/AP"), one.raw_get("/AP")
    for each in (one, two):
        writer.update_container(each)


def _value_removed(writer: IncrementalPdfFileWriter) -> None:
    del field(writer)["/V"]
    writer.update_container(field(writer))


def _value_forged(writer: IncrementalPdfFileWriter) -> None:
    """The signature itself is overwritten: another name in it."""
    value = field(writer)["/V"]
    value[pdf_name("/Name")] = pdf_string("别人")
    writer.mark_update(field(writer).raw_get("/V"))


def _picture_emptied(writer: IncrementalPdfFileWriter) -> None:
    picture = field(writer)["/AP"].raw_get("/N")
    stream = picture.get_object()
    stream._data, stream._encoded_data = b"", None
    stream.pop(pdf_name("/Filter"), None)
    stream[pdf_name("/Length")] = generic.NumberObject(0)
    writer.mark_update(picture)


def _hidden_layer(writer: IncrementalPdfFileWriter) -> None:
    """The page's content is put on a layer that is switched off."""
    layer = writer.add_object(dictionary(Type=pdf_name("/OCG"), Name=pdf_string("x")))
    off = dictionary(OFF=generic.ArrayObject([layer]))
    writer.root[pdf_name("/OCProperties")] = dictionary(OCGs=generic.ArrayObject([layer]), D=off)
    writer.update_root()
    page(writer)[pdf_name("/Contents")] = words(writer)
    writer.update_container(page(writer))


def _store_with_page(writer: IncrementalPdfFileWriter) -> None:
    """A store of validation data is a welcome guest; here it brings a page along."""
    writer.root[pdf_name("/DSS")] = writer.add_object(dictionary(Type=pdf_name("/DSS")))
    writer.update_root()
    _content_replaced(writer)


def _title(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(dictionary(Title=pdf_string("协议书（修改）")))


_CHANGES: Final[dict[str, tuple[str, Change]]] = {
    "content replaced": ("shadow replace", _content_replaced),
    "content appended": ("incremental edit", _content_appended),
    "content stream overwritten": ("shadow replace", _stream_overwritten),
    "letters of a font renamed": ("shadow replace", _font("/ToUnicode")),
    "font program exchanged": ("shadow replace", _font("/FontFile2")),
    "pages reordered": ("incremental edit", _reordered),
    "page removed": ("incremental edit", _page_removed),
    "page added": ("incremental edit", _page_added),
    "page tree replaced": ("incremental edit", _root(Pages=_new_tree)),
    "catalogue replaced": ("incremental edit", _new_catalogue),
    "page cut": ("shadow hide", _page(MediaBox=lambda _: _numbers(0, 0, 595, 100))),
    "page cropped": ("shadow hide", _page(CropBox=lambda _: _numbers(0, 0, 10, 10))),
    "page turned": ("incremental edit", _page(Rotate=lambda _: generic.NumberObject(180))),
    "content on a hidden layer": ("shadow hide", _hidden_layer),
    "note of free text": ("annotation", _note("FreeText", DA=pdf_string("/Helv 12 Tf"))),
    "note as a stamp": ("annotation", _note("Stamp")),
    "note as a marker": ("annotation", _note("Highlight", QuadPoints=_numbers(60, 780, 400, 780, 60, 700, 400, 700))),
    "note as a square": ("annotation", _note("Square")),
    "note as ink": ("annotation", _note("Ink", InkList=generic.ArrayObject([_numbers(60, 700, 400, 780)]))),
    "note as a sticker": ("annotation", _note("Text")),
    "note for redaction": ("annotation", _note("Redact")),
    "link to the web": ("annotation", _note("Link", A=dictionary(S=pdf_name("/URI"), URI=pdf_string("http://x")))),
    "field of text": ("annotation", _note("Widget", FT=pdf_name("/Tx"), T=pdf_string("x"), V=pdf_string("9999"))),
    "attached file as a note": ("annotation", _note("FileAttachment")),
    "language": ("incremental edit", _root(Lang=lambda _: pdf_string("zh"))),
    "version of the format": ("incremental edit", _root(Version=lambda _: pdf_name("/2.0"))),
    "script on opening": ("active content", _root(OpenAction=lambda _: _script())),
    "programme on opening": ("active content", _root(OpenAction=lambda _: dictionary(S=pdf_name("/Launch")))),
    "script on closing": ("active content", _root(AA=lambda _: dictionary(WC=_script()))),
    "script on a page": ("active content", _page(AA=lambda _: dictionary(O=_script()))),
    "script by name": (
        "active content",
        _root(
            Names=lambda w: dictionary(
                JavaScript=dictionary(Names=generic.ArrayObject([pdf_string("a"), w.add_object(_script())]))
            )
        ),
    ),
    "attached programme": ("active content", _root(Names=_attachment)),
    "collection of files": ("incremental edit", _root(Collection=lambda _: dictionary(View=pdf_name("/D")))),
    "outline": ("incremental edit", _root(Outlines=lambda w: w.add_object(dictionary(Count=generic.NumberObject(0))))),
    "page labels": ("incremental edit", _root(PageLabels=lambda _: dictionary(Nums=generic.ArrayObject()))),
    "metadata": ("incremental edit", _root(Metadata=lambda w: w.add_object(generic.StreamObject(stream_data=b"<x/>")))),
    "permissions": ("incremental edit", _root(Perms=lambda w: dictionary(DocMDP=field(w).raw_get("/V")))),
    "title": ("incremental edit", _title),
    "form replaced": ("incremental edit", _root(AcroForm=lambda _: dictionary(Fields=generic.ArrayObject()))),
    "form emptied": ("removed signature", _form(Fields=lambda _: generic.ArrayObject())),
    "form that redraws itself": ("shadow replace", _form(NeedAppearances=lambda _: generic.BooleanObject(True))),
    "form of the other kind": ("active content", _form(XFA=lambda _: pdf_string("<xdp/>"))),
    "form without its mark": ("incremental edit", _form(SigFlags=lambda _: generic.NumberObject(0))),
    "signature removed": ("removed signature", _value_removed),
    "signature renamed": ("signature altered", _value_forged),
    "picture of a signature replaced": ("appearance", _field(AP=lambda w: dictionary(N=drawn_form(w)))),
    "picture of a signature emptied": ("appearance", _picture_emptied),
    "box moved": ("appearance", _field(Rect=lambda _: _numbers(0, 0, 10, 10))),
    "box hidden": ("appearance", _field(F=lambda _: generic.NumberObject(2))),
    "box renamed": ("signature altered", _field(T=lambda _: pdf_string("mediator"))),
    "lock of a box removed": ("signature altered", _field(Lock=lambda _: generic.NullObject())),
    "script on a box": ("active content", _field(AA=lambda _: dictionary(E=_script()))),
    "validation store with a page": ("shadow replace", _store_with_page),
    "nothing but an object": ("incremental edit", lambda writer: None if words(writer) is None else None),
}


def _making(change: Change) -> Callable[[Genuine], bytes]:
    return lambda genuine: updated(genuine.pdf, change)


_ONLY_TYPED: Final = ("letters of a font renamed", "font program exchanged")
_TWO_HANDS: Final[dict[str, tuple[str, Change]]] = {
    "signatures change places": ("signature altered", _value_moved),
    "pictures of signatures change places": ("appearance", _pictures_exchanged),
}

ATTACKS: Final = (
    *(
        Attack(name, family, _making(change), kinds=ON_HANDS if name in _ONLY_TYPED else ("hands", "sealed", "copy"))
        for name, (family, change) in _CHANGES.items()
    ),
    *(Attack(name, family, _making(change), kinds=ON_HANDS) for name, (family, change) in _TWO_HANDS.items()),
    Attack("scan exchanged", "shadow replace", _making(_image), kinds=("copy",)),
)
