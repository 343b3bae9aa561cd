"""newslint from Python: one text, or a batch of columns as pipelines hand them round."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from newslint.engine import engine_for
from newslint.errors import UnsettledError, UsageError
from newslint.formats.fields import LANGUAGE_FIELDS, TEXT_FIELDS, URL_FIELDS
from newslint.guard import MAX_LOSS, guarded
from newslint.notices import MOSTLY_FURNITURE
from newslint.ruleset import in_force, names
from newslint.together import End, fix_all
from newslint.types import Document, Place, Result

_PLACE = Place("<text>")


class Cleaner:
    """Rules chosen once for many texts. It pickles as its arguments, and compiles anew in each process."""

    def __init__(
        self,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        rules: Sequence[str | Path] = (),
        unsafe_fixes: bool = False,
        max_loss: int = MAX_LOSS,
        text_field: str | None = None,
        lang_field: str | None = None,
        url_field: str | None = None,
    ) -> None:
        """`select` and `ignore` are ids, folders or globs; `rules` are more files or folders of rules.

        A text of which unsafe fixes would take more than `max_loss` per cent gets safe ones only.

        The fields are columns of batches: without a name the first of the usual ones that a batch has, as on the
        command line. Raises RuleError and UsageError as the command line does.
        """
        for name, value in (("select", select), ("ignore", ignore), ("rules", rules)):
            if isinstance(value, str):  # which is a sequence, too, of its characters
                raise UsageError(f"{name}: a text, where a list was expected; write {name}=[{value!r}]")
        if isinstance(max_loss, bool) or not isinstance(max_loss, int) or not 1 <= max_loss <= 100:
            raise UsageError(f"max_loss: expected a whole number from 1 to 100, found {max_loss!r}")
        self._chosen = tuple(select), tuple(ignore), tuple(map(Path, rules))
        self._unsafe, self._max_loss, self._tells = unsafe_fixes, max_loss, not names(ignore, MOSTLY_FURNITURE)
        self._fields = (text_field, TEXT_FIELDS), (lang_field, LANGUAGE_FIELDS), (url_field, URL_FIELDS)
        self._engine = engine_for(in_force(*self._chosen))

    def __getstate__(self) -> dict[str, Any]:
        """All but the engine, which stays in its process."""
        return {name: value for name, value in self.__dict__.items() if name != "_engine"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Compile the engine anew."""
        self.__dict__.update(state)
        self._engine = engine_for(in_force(*self._chosen))

    def check(self, text: str, *, lang: str | None = None, url: str | None = None) -> Result:
        """What is wrong with a text: `result.diagnostics`. Raises UsageError for what is no text."""
        document = _document(text, lang, url)
        return Result(_PLACE, document, self._engine.check(document))

    def fix(self, text: str, *, lang: str | None = None, url: str | None = None) -> Result:
        """A text fixed: `result.text`, what was done in `result.applied`, what is left in `result.diagnostics`.

        Raises UnsettledError where fixes go round in a circle, UsageError for what is no text.
        """
        document = _document(text, lang, url)
        (end,) = self._fix_all([document])
        if isinstance(end, UnsettledError):
            raise end
        fixed, left = end
        return Result(_PLACE, document, left, fixed)

    def _fix_all(self, documents: Sequence[Document]) -> Iterator[End]:
        under_way = [guarded(document, self._unsafe, self._max_loss, self._tells) for document in documents]
        return fix_all(self._engine, under_way, self._unsafe)

    def fix_batch(self, batch: Any) -> Any:  # noqa: ANN401 - pyarrow is not there to be named
        """The same columns with the texts fixed; a missing text stays missing.

        A pyarrow.RecordBatch comes back as one, a dict of columns as a dict. Raises KeyError without a text column, and
        UsageError for what is no batch, or no text in it. A text whose fixes do not settle stays as it is, with a
        warning.
        """
        if isinstance(batch, Mapping):
            return {**batch, **self._fixed_column(batch)}
        if not hasattr(batch, "set_column"):
            problem = f"a {type(batch).__name__}, where a dict of columns or a pyarrow.RecordBatch was expected"
            raise UsageError(f'{problem}; write {{"text": ["…"]}}')
        import pyarrow as pa  # whoever hands in a RecordBatch has it

        columns = {name: batch.column(name) for name in batch.schema.names}
        ((name, texts),) = self._fixed_column(columns, read=lambda column: column.to_pylist()).items()
        index = batch.schema.names.index(name)
        field = batch.schema.field(index)
        return batch.set_column(index, field, pa.array(texts, type=field.type))

    def _fixed_column(
        self, columns: Mapping[str, Any], read: Callable[[Any], Sequence[Any]] = lambda column: column
    ) -> dict[str, list[Any]]:
        names = [own or next((name for name in usual if name in columns), usual[0]) for own, usual in self._fields]
        if names[0] not in columns:
            raise KeyError(names[0])
        if isinstance(columns[names[0]], str):
            raise UsageError(f'{names[0]}: a text, where a list of texts was expected; write {{"{names[0]}": ["…"]}}')
        texts = read(columns[names[0]])
        facts = [read(columns[name]) if name in columns else [None] * len(texts) for name in names[1:]]
        given = [_document(*row) for row in zip(texts, *facts, strict=True) if row[0] is not None]
        fixed = []
        for document, end in zip(given, self._fix_all(given), strict=True):
            if isinstance(end, UnsettledError):
                warnings.warn(f"a text was left as it is: {end}", stacklevel=3)
            fixed.append(document.text if isinstance(end, UnsettledError) else end[0].text)
        done = iter(fixed)
        return {names[0]: [None if text is None else next(done) for text in texts]}


def _document(text: str, lang: str | None, url: str | None) -> Document:
    if not isinstance(text, str):
        raise UsageError(f"a {type(text).__name__}, where a text (str) was expected")
    return Document(text, lang, url)


@lru_cache(maxsize=2)
def _default(unsafe_fixes: bool) -> Cleaner:
    return Cleaner(unsafe_fixes=unsafe_fixes)


def check(text: str, *, lang: str | None = None, url: str | None = None) -> Result:
    """What all rules have to say about a text, as `Cleaner.check`."""
    return _default(False).check(text, lang=lang, url=url)


def fix(text: str, *, lang: str | None = None, url: str | None = None, unsafe_fixes: bool = False) -> Result:
    """A text with the fixes of all rules made, as `Cleaner.fix`."""
    return _default(unsafe_fixes).fix(text, lang=lang, url=url)
