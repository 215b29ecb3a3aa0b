"""Who is let in: everybody signed in, to the inbox of the identity that is acting, on its own face."""

INBOX = "whoever acts on this face, to the identity's own inbox"
OWN = "whoever the task or message is for"
DOORS = {
    **dict.fromkeys(("me_inbox", "desk_inbox", "employer_inbox", "me_folder", "desk_folder", "employer_folder"), INBOX),
    **dict.fromkeys(("hint", "read_all", "texting"), INBOX),
    **dict.fromkeys(("task", "press", "settle", "notice"), OWN),
}
