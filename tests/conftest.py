import pytest
import regex
from hypothesis import HealthCheck, settings

regex.cache_all(False)  # it thins its cache out at random, which Hypothesis forbids while rules are being made

settings.register_profile(
    "newslint", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newslint")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Rules that tests load, here and in processes, are not kept among the user's."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / "cache"))
        yield
