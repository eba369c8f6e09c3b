"""The published folder is a whole bundle, the earlier or the later one, wherever the disk or the program gives way."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from job_cases import tree
from tfp_soctrang.errors import PublishingError
from tfp_soctrang.job import publishing
from tfp_soctrang.job.publishing import (
    MANIFEST,
    BundleStore,
    append_line,
    bundle_faults,
    file_records,
    write_atomically,
)


def bundle(store, text, keep=5, order=()):
    """Render, publish and prune a bundle of three files."""
    with store.staging() as staged:
        (staged / "csv").mkdir()
        (staged / "figure.txt").write_text(text, encoding="utf-8")
        (staged / "csv" / "table.csv").write_text(f"a,{text}\n", encoding="utf-8")
        (staged / MANIFEST).write_text(json.dumps({"outputs": file_records(staged)}), encoding="utf-8")
        name = store.name_of(staged, "here")
        store.publish(staged, name)
    store.prune(keep, order)
    return name


@pytest.fixture
def store(tmp_path):
    found = BundleStore(tmp_path / "job")
    found.prepare()
    return found


def held(store):
    """The text of the published bundle, after checking that it is whole."""
    name = store.current()
    assert bundle_faults(store.path(name)) == []
    return (store.path(name) / "figure.txt").read_text(encoding="utf-8")


def test_later_bundle_takes_the_place_of_the_earlier(store):
    assert store.current() is None
    first = bundle(store, "one")
    second = bundle(store, "two")
    assert held(store) == "two"
    assert store.names() == sorted([first, second])
    assert (store.folder / "current.txt").read_text(encoding="utf-8") == f"{second}\n"
    assert bundle(store, "one") == first
    assert held(store) == "one"


def test_bundle_is_readable_by_others(store):
    name = bundle(store, "one")
    assert store.path(name).stat().st_mode & 0o055 == 0o055
    assert (store.folder / "current.txt").stat().st_mode & 0o044 == 0o044


def test_only_so_many_stay_and_the_published_one_among_them(store):
    names = [bundle(store, str(i)) for i in range(5)]
    bundle(store, "0")
    store.prune(3, [names[0], names[4], names[3]])
    assert store.names() == sorted([names[0], names[4], names[3]])
    assert held(store) == "0"


def test_leftovers_are_swept(store):
    bundle(store, "one")
    left = store.bundles / ".new-abc"
    left.mkdir()
    (left / "half.xlsx").write_bytes(b"PK")
    (store.folder / ".current.txt-x1").write_text("half", encoding="utf-8")
    assert store.names() == [store.current()]
    store.prepare()
    assert not left.exists()
    assert not (store.folder / ".current.txt-x1").exists()
    assert held(store) == "one"


@pytest.mark.parametrize("change", ["text", "gone", "more", "manifest"])
def test_changed_bundle_is_told_and_published_anew(store, change):
    name = bundle(store, "one")
    place = store.path(name)
    if change == "text":
        (place / "figure.txt").write_text("1ne", encoding="utf-8")
    elif change == "gone":
        (place / "csv" / "table.csv").unlink()
    elif change == "more":
        (place / "note.txt").write_text("mine", encoding="utf-8")
    else:
        (place / MANIFEST).write_text("{}", encoding="utf-8")
    told = {"text": "figure.txt", "gone": "csv/table.csv", "more": "note.txt", "manifest": MANIFEST}[change]
    assert bundle_faults(place) == [told]
    assert bundle(store, "one") == name
    assert held(store) == "one"


def test_pointer_leads_nowhere_but_into_the_bundles(store):
    bundle(store, "one")
    for text in ("../../etc", "", "absent", "\xff\xfe"):
        (store.folder / "current.txt").write_bytes(text.encode("latin-1"))
        assert store.current() is None


class _Disk:
    """Lets so many calls of the disk pass and refuses all after: a disk that fills up and stays full."""

    def __init__(self, monkeypatch, passes, code):
        self.left, self.code, self.refused = passes, code, 0
        for owner, name in ((os, "fsync"), (os, "write"), (Path, "replace"), (Path, "write_text")):
            monkeypatch.setattr(owner, name, self.limited(getattr(owner, name)))

    def limited(self, call):
        def limited(*arguments, **named):
            if self.left <= 0:
                self.refused += 1
                raise OSError(self.code, os.strerror(self.code))
            self.left -= 1
            return call(*arguments, **named)

        return limited


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_full_disk_at_every_point_loses_nothing(tmp_path, monkeypatch, code):
    """The disk gives way at the first call, the second, … until a publication passes: 3 files, 2 folders, 2 renames."""
    refused_at, passes = [], 0
    while True:
        store = BundleStore(tmp_path / f"{code}-{passes}")
        store.prepare()
        bundle(store, "earlier")
        before = tree(store.folder)
        with monkeypatch.context() as patch:
            disk = _Disk(patch, passes, code)
            try:
                bundle(store, "later")
            except PublishingError as error:
                reason = error
            else:
                break
        refused_at.append(passes)
        assert disk.refused
        assert {errno.ENOSPC: "disk is full", errno.EROFS: "cannot be written to"}[code] in str(reason)
        assert os.strerror(code) in str(reason)
        if held(store) == "earlier":
            later = {name: digest for name, digest in tree(store.folder).items() if name in before}
            assert later == before
        assert not list(store.bundles.glob(".new-*"))
        # with room again, the same publication passes
        bundle(store, "later")
        assert held(store) == "later"
        passes += 1
    assert refused_at == list(range(passes))
    assert passes >= 12


def test_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_atomically(path, b"one")
    with monkeypatch.context() as patch:
        _Disk(patch, 0, errno.ENOSPC)
        with pytest.raises(PublishingError, match="disk is full"):
            write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_line_is_added_whole_and_a_cut_one_is_closed(tmp_path, monkeypatch):
    path = tmp_path / "log"
    append_line(path, "one")
    path.write_bytes(path.read_bytes() + b"cut o")
    append_line(path, "two")
    assert path.read_bytes() == b"one\ncut o\ntwo\n"

    write = os.write

    def half(handle, content):
        return write(handle, content[: len(content) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(publishing.os, "write", half)
        with pytest.raises(PublishingError, match="disk is full"):
            append_line(path, "three")
    assert path.read_bytes() == b"one\ncut o\ntwo\n"
