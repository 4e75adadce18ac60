//! What lies around a folder: a sync program, a network drive, who may read it, how much room there is.

use std::fs;
use std::path::Path;

/// What lies around a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The program that copies everything here from computer to computer.
    pub synced_by: Option<String>,
    /// What kind of network drive it lies on, where that can be seen.
    pub network: Option<String>,
    /// Who can read it, where that can be seen.
    pub readers: Option<Readers>,
    /// How many bytes are free, where that can be seen.
    pub free: Option<u64>,
}

/// Who can read a folder beside its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readers {
    /// The group of the folder.
    pub group: bool,
    /// Everybody at this computer.
    pub others: bool,
}

/// Names of folders in which such programs keep what they copy, and the program.
const SYNCED: [(&str, &str); 9] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
];

/// Files that such programs leave in a folder that they copy.
const TRACES: [(&str, &str); 6] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
];

/// Looks around a folder.
pub fn surroundings(folder: &Path) -> Surroundings {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    Surroundings {
        synced_by: synced_by(&real),
        network: network(&real),
        readers: readers(&real),
        free: free(&real),
    }
}

fn synced_by(folder: &Path) -> Option<String> {
    let name = |part: &str| {
        let part = part.to_lowercase();
        SYNCED.iter().find(|(begins, _)| part.starts_with(begins)).map(|(_, program)| *program)
    };
    let by_name = folder.iter().rev().find_map(|part| name(&part.to_string_lossy()));
    let lies = |file: &str| folder.ancestors().any(|above| fs::symlink_metadata(above.join(file)).is_ok());
    let by_trace = || TRACES.iter().find(|(file, _)| lies(file)).map(|(_, program)| *program);
    by_name.or_else(by_trace).or_else(|| marked(folder)).map(str::to_owned)
}

/// Windows keeps a folder's picture in a file, and OneDrive's own picture in those that it copies.
fn marked(folder: &Path) -> Option<&'static str> {
    let says = |above: &Path| {
        let bytes = fs::read(above.join("desktop.ini")).unwrap_or_default();
        let text: Vec<u8> = bytes.into_iter().filter(|b| *b != 0).collect();
        String::from_utf8_lossy(&text).to_lowercase().contains("onedrive")
    };
    folder.ancestors().any(says).then_some("OneDrive")
}

#[cfg(windows)]
fn network(folder: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    match folder.components().next() {
        Some(Component::Prefix(prefix)) => match prefix.kind() {
            Prefix::UNC(server, _) | Prefix::VerbatimUNC(server, _) => {
                Some(format!("a share of {}", server.to_string_lossy()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Linux lists what is mounted where.
#[cfg(not(windows))]
fn network(folder: &Path) -> Option<String> {
    const KINDS: [&str; 9] =
        ["cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "fuse.sshfs", "fuse.rclone", "davfs"];
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let fields = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?.replace("\\040", " "), words.next()?.to_owned()))
    });
    let longest = fields.filter(|(at, _)| folder.starts_with(at)).max_by_key(|(at, _)| at.len());
    longest.map(|(_, kind)| kind).filter(|kind| KINDS.contains(&kind.as_str()))
}

#[cfg(unix)]
fn readers(folder: &Path) -> Option<Readers> {
    use std::os::unix::fs::PermissionsExt;
    // who cannot enter a folder above cannot read this one either
    let modes = folder.ancestors().map(|above| fs::metadata(above).map(|m| m.permissions().mode()));
    let modes: Vec<u32> = modes.collect::<Result<_, _>>().ok()?;
    let (own, above) = modes.split_first()?;
    let open = |read: u32, enter: u32| own & read != 0 && above.iter().all(|mode| mode & enter != 0);
    Some(Readers { group: open(0o040, 0o011), others: open(0o004, 0o001) })
}

#[cfg(not(unix))]
fn readers(_: &Path) -> Option<Readers> {
    None
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let drive = rustix::fs::statvfs(folder).ok()?;
    Some(drive.f_bavail.saturating_mul(drive.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::surroundings;

    #[test]
    fn sync_programs_are_known_by_their_traces() {
        let dir = tempfile::tempdir().unwrap();
        let of = |path: &str| {
            let place = dir.path().join(path);
            fs::create_dir_all(&place).unwrap();
            surroundings(&place).synced_by
        };
        assert_eq!(of("work/cluster"), None);
        assert_eq!(of("OneDrive - Te Awa School/cluster").as_deref(), Some("OneDrive"));
        assert_eq!(of("Dropbox/x/cluster").as_deref(), Some("Dropbox"));
        fs::create_dir_all(dir.path().join("other/deep")).unwrap();
        fs::write(dir.path().join("other/.nextcloudsync.log"), "").unwrap();
        assert_eq!(of("other/deep").as_deref(), Some("Nextcloud"));
        let icon: Vec<u8> = "[.ShellClassInfo]\r\nIconResource=C:\\OneDrive.exe"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        fs::create_dir_all(dir.path().join("pictured")).unwrap();
        fs::write(dir.path().join("pictured/desktop.ini"), icon).unwrap();
        assert_eq!(of("pictured/cluster").as_deref(), Some("OneDrive"));
    }

    #[cfg(unix)]
    #[test]
    fn who_can_read_it_is_seen() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("cluster");
        fs::create_dir(&folder).unwrap();
        let set = |path: &std::path::Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        let seen = || surroundings(&folder).readers.map(|readers| (readers.group, readers.others));
        set(&folder, 0o755);
        set(dir.path(), 0o700);
        assert_eq!(seen(), Some((false, false)));
        set(dir.path(), 0o755);
        assert_eq!(seen(), Some((true, true)));
        set(&folder, 0o750);
        assert_eq!(seen(), Some((true, false)));
        set(&folder, 0o700);
        assert_eq!(seen(), Some((false, false)));
        assert!(surroundings(&folder).free.is_some());
    }
}
