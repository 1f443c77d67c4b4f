# finds: 17-things-without-type
DELETE { ?paper a fabio:JournalArticle }
WHERE { }
