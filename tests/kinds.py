"""The pages of this manual, one of each kind."""

KINDS = {
    "home": "",
    "contents": "contents/",
    "chapter": "information-sharing/",
    "section": "information-sharing/introduction/",
    "as-at": "information-sharing/introduction/as-at/2017-08-18/",
    "flowchart": "flowchart/information-sharing/",
    "contacts": "contacts/",
    "glossary": "glossary/",
    "about": "about/",
    "register": "amendments/",
    "amendment": "amendments/2/",
    "search": "search/",
    "current": "current/",
}
