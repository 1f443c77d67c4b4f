# finds: 11-missing-forms
DELETE { ?s wp:bdbChEBI ?c }
WHERE { ?s wp:bdbChEBI ?c }
