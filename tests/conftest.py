from pathlib import Path

import pytest
from support import build_site

TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The fast ones first: units, then whole builds, then the browser."""

    def rank(item: pytest.Item) -> int:
        where = item.path.relative_to(TESTS)
        return 2 if where.parts[0] == "browser" else int(where.name == "test_build.py")

    for item in items:
        if rank(item) == 2:
            item.add_marker(pytest.mark.browser)
    items.sort(key=rank)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site, built once."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build_site(folder)
    return folder
