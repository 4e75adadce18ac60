//! A disposal ended at any call, at a hub and in a folder alone: afterwards the case is there everywhere as before, or,
//! once everybody has come by, nowhere in any byte.

use std::io::Write;

use super::point::{Fault, Point};
use super::scene::{HUB, Scene};
use super::{said, sample, trace};
use crate::common::{CASE, REQUEST, Ran, Sandbox};

const TOM: &str = "../home/tom";
const WORDS: &str = "Tells long stories";

const DISPOSE: [&str; 9] = [
    "dispose",
    "--case",
    CASE,
    "--permitted-by",
    "the board",
    "--authority",
    "the schedule",
    "--no-pause",
    "asked on Monday",
];

const AT_A_HUB: Scene = Scene::with_hub("dispose at a hub", with_copy, |here| here.command(&DISPOSE));
const ALONE: Scene = Scene::new("dispose without a hub", closed, |here| here.command(&DISPOSE));
const LEARNING: Scene = Scene::with_hub("sync that lets go", disposed, |here| {
    here.command(&["-C", TOM, "--user", "tarden", "sync"])
});

fn closed(here: &Sandbox) {
    here.replace("pikorua.toml", "schema = 1\n", "schema = 1\nkeep_years = 10\n");
    here.record_all("for how long cases are kept");
    let request = REQUEST.replace(WORDS, "Builds what others draw");
    here.write("../home/request.yaml", request);
    here.ok(&["new", "--from", "../home/request.yaml"]);
    here.ok(&["set", CASE, "status=closed", "closing.date=2015-03-01"]);
}

fn with_copy(here: &Sandbox) {
    closed(here);
    here.ok(&["sync", HUB]);
    here.ok(&["--user", "tarden", "init", TOM, "--hub", HUB]);
    let other = other(here);
    here.ok(&["-C", TOM, "--user", "tarden", "set", &other, "strengths.+.what=Draws maps"]);
}

fn disposed(here: &Sandbox) {
    with_copy(here);
    here.ok(&DISPOSE);
}

/// The case that stays.
fn other(here: &Sandbox) -> String {
    let list = here.ok(&["list"]).stdout;
    let ids = list.lines().filter_map(|line| line.split('\t').next());
    ids.into_iter().find(|id| *id != CASE).unwrap().to_owned()
}

#[test]
fn a_disposal_ended_at_any_call() {
    if let Err(why) = trace::possible() {
        said!("disposal: not run: {why}");
        return;
    }
    let mut found = Vec::new();
    for scene in [&AT_A_HUB, &ALONE, &LEARNING] {
        let ready = scene.ready();
        let (calls, ran) = trace::calls(&Scene::copy(&ready), scene);
        assert_eq!(ran.code, 0, "{}: {ran}", scene.name);
        let failing = [Fault::Once("ENOSPC"), Fault::Once("EIO")]
            .iter()
            .flat_map(|fault| fault.points(&calls))
            .collect();
        let points: Vec<Point> = [Fault::End.points(&calls), failing].into_iter().flat_map(sample).collect();
        let tried = points.len();
        for point in points {
            let here = Scene::copy(&ready);
            let ran = trace::with_fault(&here, scene, &point).ran;
            if let Err(why) = holds(scene, &here, &ran) {
                let what = format!("--- {} {point}: {why}\n{ran}", scene.name);
                said!("{what}");
                found.push(what);
            }
        }
        said!("{}: tried {tried} points", scene.name);
    }
    assert!(found.is_empty(), "{} points were not survived:\n{}", found.len(), found.join("\n"));
}

fn holds(scene: &Scene, here: &Sandbox, ran: &Ran) -> Result<(), String> {
    let known = here.path("disposed.yaml").exists();
    let other = other(here);
    let run = |args: &[&str]| {
        let said = here.run(args);
        if said.code == 0 { Ok(()) } else { Err(format!("`{}` afterwards:\n{said}", args.join(" "))) }
    };
    let places = if scene.hub { vec![".", HUB, TOM] } else { vec!["."] };
    run(&["set", &other, "strengths.+.what=words-of-next"])?;
    if scene.hub {
        run(&["sync"])?;
        run(&["-C", TOM, "--user", "tarden", "sync"])?;
        run(&["sync"])?;
    }
    for place in &places {
        super::look::all_recorded(here, place)
            .or_else(|why| if *place == HUB { Ok(()) } else { Err(why) })?;
    }
    super::whole::whole(here)?;
    let is_there: Vec<bool> = places.iter().map(|place| !here.found_in(place, WORDS).is_empty()).collect();
    let is_listed = here.path("disposed.yaml").exists();
    if is_there.contains(&is_listed) {
        return Err(format!("listed: {is_listed}, there: {is_there:?}"));
    }
    if (known || ran.code == 0) && !is_listed {
        return Err("what was said to be disposed of is there".into());
    }
    let record = here.read(&Sandbox::file_of(&other));
    match record.contains("words-of-next") && (!scene.hub || record.contains("Draws maps")) {
        true => Ok(()),
        false => Err("work on the other case is lost".into()),
    }
}
