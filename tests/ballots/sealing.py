"""The booth's arithmetic in a real browser, without the platform: its scripts are served from where they lie."""

from contextlib import contextmanager

from gongqiao.shell.environment import CLONE

STATIC = CLONE / "src/gongqiao/ballots/static"
ADDRESS = "http://booth.example"
SEAL = """async ({text, asked}) => {
    const {read, seal, spoiled} = await import("/ballots/ballot.js");
    const {exponent, wellCopied} = await import("/ballots/credential.js");
    const election = read(text), made = [];
    for (const {credential, votes} of asked) {
        if (!wellCopied(credential)) throw new Error("credential");
        const secret = exponent(election.group, election.uuid, credential);
        const ballot = await seal(election, secret, votes);
        made.push({...ballot, spoiled: spoiled(ballot)});
    }
    return made;
}"""

TIMED = """async ({text, credential, votes}) => {
    const {read, seal} = await import("/ballots/ballot.js");
    const {exponent} = await import("/ballots/credential.js");
    const began = performance.now(), election = read(text);
    const ballot = await seal(election, exponent(election.group, election.uuid, credential), votes);
    return {...ballot, took: performance.now() - began};
}"""


@contextmanager
def bare(browser):
    """A page that knows the scripts and nothing else."""

    def serve(route):
        path = route.request.url.removeprefix(f"{ADDRESS}/")
        if not path:
            return route.fulfill(body="<!DOCTYPE html><title>booth</title>", content_type="text/html")
        return route.fulfill(path=STATIC / path, content_type="text/javascript")

    context = browser.new_context()
    context.route(f"{ADDRESS}/**", serve)
    page = context.new_page()
    page.goto(f"{ADDRESS}/")
    yield page
    context.close()


def made(page, election, *asked):
    """A ballot for each credential and its votes, with tracker, hash and what opens it."""
    given = [{"credential": credential, "votes": votes} for credential, votes in asked]
    return page.evaluate(SEAL, {"text": election.text, "asked": given})


def timed(browser, election, credential, votes, *, slower=1):
    """The milliseconds a phone takes that is so many times slower, from the election's text to the sealed ballot."""
    with bare(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        told = page.evaluate(TIMED, {"text": election.text, "credential": credential, "votes": votes})
    return told["took"], told["text"]
