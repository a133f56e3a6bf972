"""Network shares and synchronised folders are recognised however the path is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from acse_desktop.errors import NetworkPath
from acse_desktop.store.location import Place, Probe, check_place, place_of
from acse_desktop.store.opening import create_base, open_base

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
//serveur/acse /mnt/partage cifs rw 0 0
serveur:/v /mnt/nfs nfs4 rw 0 0
awa@poste: /home/awa/distant fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /media/cle fuseblk rw 0 0
//serveur/x /mnt/mes\040dossiers smb3 rw 0 0
/dev/sdc1 /mnt/partage/local ext4 rw 0 0
"""
DRIVES = {"C:\\": 3, "D:\\": 2, "P:\\": 4, "Q:\\": 1, "R:\\": 0}
LINKS = {"C:\\Documents\\b.acse": "\\\\serveur\\awa\\b.acse", "/home/awa/lien/b": "/mnt/nfs/b"}
ENVIRON = {"OneDriveCommercial": "C:\\Users\\awa\\Espace de travail"}


def _probe(windows: bool) -> Probe:
    return Probe(
        windows=windows,
        realpath=lambda text: LINKS.get(text, text),
        drive_type=lambda root: DRIVES.get(root.upper(), 0),
        mounts=lambda: MOUNTS,
        environ=ENVIRON,
    )


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("C:\\acse\\b.acse", Place.LOCAL),
        ("d:/acse/b.acse", Place.LOCAL),
        ("\\\\?\\C:\\acse\\b.acse", Place.LOCAL),
        ("\\\\serveur\\acse\\b.acse", Place.NETWORK),
        ("//serveur/acse/b.acse", Place.NETWORK),
        ("\\\\?\\UNC\\serveur\\acse\\b.acse", Place.NETWORK),
        ("\\\\?\\unc\\serveur\\acse\\b.acse", Place.NETWORK),
        ("P:\\b.acse", Place.NETWORK),
        ("p:/b.acse", Place.NETWORK),
        ("\\\\?\\P:\\b.acse", Place.NETWORK),
        ("Q:\\b.acse", Place.NETWORK),
        ("R:\\b.acse", Place.NETWORK),
        ("C:\\Documents\\b.acse", Place.NETWORK),
        ("C:\\Users\\awa\\Espace de travail\\b.acse", Place.SYNCHRONISED),
        ("c:\\users\\AWA\\espace de travail\\2012\\b.acse", Place.SYNCHRONISED),
        ("C:\\Users\\awa\\OneDrive - Préfecture\\b.acse", Place.SYNCHRONISED),
        ("C:\\Users\\awa\\Dropbox\\b.acse", Place.SYNCHRONISED),
        ("C:\\Users\\awa\\dropboxes.acse", Place.LOCAL),
    ],
)
def test_windows_paths(path: str, place: Place) -> None:
    assert place_of(path, _probe(windows=True)) is place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/awa/b.acse", Place.LOCAL),
        ("/tmp/b.acse", Place.LOCAL),
        ("/media/cle/b.acse", Place.LOCAL),
        ("/mnt/partagez/b.acse", Place.LOCAL),
        ("/mnt/partage/local/b.acse", Place.LOCAL),
        ("/mnt/partage/b.acse", Place.NETWORK),
        ("/mnt/nfs/2012/b.acse", Place.NETWORK),
        ("/home/awa/distant/b.acse", Place.NETWORK),
        ("/home/awa/lien/b", Place.NETWORK),
        ("/run/user/1000/gvfs/smb/b.acse", Place.NETWORK),
        ("/mnt/mes dossiers/b.acse", Place.NETWORK),
        ("/home/awa/Nextcloud/b.acse", Place.SYNCHRONISED),
        ("/home/awa/kDrive/2012/b.acse", Place.SYNCHRONISED),
    ],
)
def test_posix_paths(path: str, place: Place) -> None:
    assert place_of(path, _probe(windows=False)) is place


def test_unknown_is_network_on_windows_only() -> None:
    nothing = {"realpath": str, "drive_type": lambda root: 0, "mounts": str, "environ": {}}
    assert place_of("Z:\\b", Probe(windows=True, **nothing)) is Place.NETWORK
    assert place_of("/z/b", Probe(windows=False, **nothing)) is Place.LOCAL


def test_refusal_names_the_three_ways_out_and_read_only_is_one(base_path: Path) -> None:
    everything_remote = Probe(windows=False, mounts=lambda: "serveur:/ / nfs rw 0 0")
    with pytest.raises(NetworkPath) as refused:
        open_base(base_path, agent="Awa", probe=everything_remote)
    for way in ("Copiez-la sur ce poste", "lecture seule", "serveur"):
        assert way in refused.value.remedy
    with open_base(base_path, agent="Awa", read_only=True, probe=everything_remote) as base:
        assert base.read_only
    open_base(base_path, agent="Awa", network_allowed=True, probe=everything_remote).close()


def test_a_new_base_is_refused_in_a_synchronised_folder(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    with pytest.raises(NetworkPath, match="synchronisé"):
        create_base(folder / "b.acse", departement="93", exercice=2012, agent="Awa")
    assert list(folder.iterdir()) == []
    with pytest.raises(NetworkPath):
        check_place(folder / "b.acse")
