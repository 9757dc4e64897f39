"""What is shipped: it installs outside the checkout and runs there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_NEEDED = (
    "linkreg/py.typed",
    "linkreg/reference/data/regions.csv",
    "linkreg/reference/data/README.md",
    "linkreg/eligibility/rulesets/lkpp-3-2021.yaml",
    "linkreg/migrations/env.py",
    "linkreg/migrations/versions/0001_first_tables.py",
    "search_index/data/synonyms.txt",
    "api/answers.json",
    "api/templates/base.html",
    "api/static/style.css",
    "api/static/swagger/LICENSE",
    "api/static/swagger/NOTICE",
    "api/static/swagger/swagger-ui-bundle.js",
    "api/static/swagger/swagger-ui-bundle.js.LICENSE.txt",
    "api/static/swagger/swagger-ui.css",
    "api/static/swagger/swagger.js",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build wheel and sdist from a copy of what git would ship."""
    source = tmp_path_factory.mktemp("source") / "linkreg"
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "*_cache", "__pycache__", "*.egg-info")
    shutil.copytree(_ROOT, source, ignore=ignored)
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist}


def test_the_wheel_holds_the_data_and_no_fixtures(built: dict[str, Path]) -> None:
    names = set(zipfile.ZipFile(built["wheel"]).namelist())
    assert names >= set(_NEEDED)
    assert not [name for name in names if name.startswith(("fixtures", "tests", "benchmarks"))]


def test_the_sdist_holds_the_data(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {*_NEEDED, "setup.cfg", "pyproject.toml", "README.md", "LICENSE"}


@pytest.fixture(scope="module", params=["wheel", "sdist"])
def installed(
    request: pytest.FixtureRequest, built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A virtual environment with only our package in it; what we depend on is lent by this one."""
    folder = tmp_path_factory.mktemp(request.param)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    purelib = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    options = ["install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    Path(purelib, "lent.pth").write_text(sysconfig.get_path("purelib"))
    subprocess.run([*pip, *options, str(built[request.param])], check=True, capture_output=True)
    return folder


def test_what_is_installed_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    def run(*arguments: str) -> str:
        command = [str(installed / "bin" / "linkreg"), *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    where = subprocess.run(
        [str(installed / "bin" / "python"), "-c", "import linkreg; print(linkreg.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(installed))
    assert run("init").startswith("Basis data siap")
    assert run("search", "contoh") == "0 organisasi ditemukan.\n"
    assert "8 kriteria" in run("rulesets", "check")
    assert "--port" in run("serve", "--help")


def test_what_is_installed_serves_its_pages(installed: Path, tmp_path: Path) -> None:
    script = """
from linkreg import open_registry
from api.app import create_app
registry = open_registry("sqlite:///a.sqlite3", index_dir="index")
registry.initialize()
client = create_app(registry, secret_key="0123456789abcdef").test_client()
pages = ("/", "/persyaratan", "/daftar", "/masuk", "/static/style.css")
api = ("/v1/openapi.json", "/v1/docs", "/static/swagger/swagger-ui-bundle.js")
for path in (*pages, *api):
    assert client.get(path).status_code == 200, path
"""
    command = [str(installed / "bin" / "python"), "-c", script]
    subprocess.run(command, cwd=tmp_path, check=True)
