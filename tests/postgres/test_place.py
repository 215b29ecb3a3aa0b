"""Where the files of the embedded server lie when root starts it."""

from concurrent.futures import ThreadPoolExecutor

from gongqiao.postgres.place import _mark, _of_this_clone, choose


def begin(clone, system):
    """What a first start leaves behind: the folder, and its name in the clone."""
    home = _of_this_clone(clone, system)
    home.mkdir(parents=True, exist_ok=True)
    return home


def test_a_clone_goes_on_where_it_began(tmp_path):
    clone, system = tmp_path / "clone", tmp_path / "system"
    first = begin(clone, system)

    assert _of_this_clone(clone, system) == first == system / _mark(clone)


def test_commands_that_begin_at_the_same_moment_begin_in_the_same_folder(tmp_path):
    clone, system = tmp_path / "clone", tmp_path / "system"

    with ThreadPoolExecutor(8) as pool:
        homes = set(pool.map(lambda _: begin(clone, system), range(64)))

    assert homes == {system / _mark(clone)}


def test_a_new_clone_in_the_place_of_a_deleted_one_begins_anew_since_the_keys_are_gone(tmp_path):
    clone, system = tmp_path / "clone", tmp_path / "system"
    first = begin(clone, system)
    (clone / ".data/where").unlink()

    second = _of_this_clone(clone, system)

    assert second != first
    assert second.name == f"{_mark(clone)}-2"


def test_a_copied_clone_does_not_share_the_folder_of_the_one_it_was_copied_from(tmp_path):
    clone, copy, system = tmp_path / "clone", tmp_path / "copy", tmp_path / "system"
    home = begin(clone, system)
    (copy / ".data").mkdir(parents=True)
    (copy / ".data/where").write_text(f"{home}\n")

    assert _of_this_clone(copy, system) == system / _mark(copy)


def test_data_kept_elsewhere_for_once_does_not_make_a_clone_forget_where_it_began(tmp_path, monkeypatch):
    clone = tmp_path / "clone"
    begin(clone, tmp_path / "system")
    began = (clone / ".data/where").read_text()
    monkeypatch.setenv("GONGQIAO_DATA", str(tmp_path / "elsewhere"))

    choose(clone)

    assert (clone / ".data/where").read_text() == began
