"""newslint from Python: one text, or a batch of columns as pipelines hand them round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from newslint.engine import Engine, engine_for
from newslint.fixing import fix as fix_document
from newslint.ruleset import in_force
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
        text_field: str = "text",
        lang_field: str = "lang",
        url_field: str = "url",
    ) -> None:
        """`select` and `ignore` are ids, folders or globs; `rules` are more files or folders of rules.

        Raises RuleError and UsageError as the command line does.
        """
        self._chosen = tuple(select), tuple(ignore), tuple(map(Path, rules))
        self._unsafe = unsafe_fixes
        self._fields = text_field, lang_field, url_field
        in_force(*self._chosen)

    @property
    def _engine(self) -> Engine:
        return engine_for(in_force(*self._chosen))

    def check(self, text: str, *, lang: str | None = None, url: str | None = None) -> Result:
        """What is wrong with a text: `result.diagnostics`."""
        document = Document(text, lang, url)
        return Result(_PLACE, document, self._engine.check(document))

    def fix(self, text: str, *, lang: str | None = None, url: str | None = None) -> Result:
        """A text fixed: `result.text`, what was done in `result.applied`, what is left in `result.diagnostics`.

        Raises UnsettledError where fixes go round in a circle.
        """
        document = Document(text, lang, url)
        fixed, left = fix_document(document, self._engine.check, self._unsafe)
        return Result(_PLACE, document, left, fixed)

    def fix_batch(self, batch: Any) -> Any:  # noqa: ANN401 - pyarrow is not there to be named
        """The same columns with the texts fixed; a missing text stays missing.

        A pyarrow.RecordBatch comes back as one, a dict of columns as a dict. Raises KeyError without a text column.
        """
        text_field, lang_field, url_field = self._fields
        if isinstance(batch, Mapping):
            columns = dict(batch)
            nothing = [None] * len(columns[text_field])
            columns[text_field] = self._fix_column(
                columns[text_field], columns.get(lang_field, nothing), columns.get(url_field, nothing)
            )
            return columns
        import pyarrow as pa  # whoever hands in a RecordBatch has it

        names = batch.schema.names
        if text_field not in names:
            raise KeyError(text_field)
        index = names.index(text_field)
        others = (batch.column(name).to_pylist() if name in names else [None] * len(batch) for name in self._fields[1:])
        texts = self._fix_column(batch.column(index).to_pylist(), *others)
        return batch.set_column(index, batch.schema.field(index), pa.array(texts, type=batch.schema.field(index).type))

    def _fix_column(self, texts: Sequence[Any], languages: Sequence[Any], urls: Sequence[Any]) -> list[Any]:
        rows = zip(texts, languages, urls, strict=True)
        return [text if text is None else self.fix(text, lang=lang, url=url).text for text, lang, url in rows]


@lru_cache(maxsize=2)
def _default(unsafe_fixes: bool) -> Cleaner:
    return Cleaner(unsafe_fixes=unsafe_fixes)


def check(text: str, *, lang: str | None = None, url: str | None = None) -> Result:
    """What all rules have to say about a text, as `Cleaner.check`."""
    return _default(False).check(text, lang=lang, url=url)


def fix(text: str, *, lang: str | None = None, url: str | None = None, unsafe_fixes: bool = False) -> Result:
    """A text with the fixes of all rules made, as `Cleaner.fix`."""
    return _default(unsafe_fixes).fix(text, lang=lang, url=url)
