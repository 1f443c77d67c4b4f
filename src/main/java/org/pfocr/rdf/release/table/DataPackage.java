package org.pfocr.rdf.release.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile;

/** The description of the tables as a Frictionless Data Package (specs.frictionlessdata.io, version 1). Stateless. */
public final class DataPackage {
    private DataPackage() {}

    /**
     * Writes {@code datapackage.json}.
     *
     * @param name of the release
     * @param created day of the data, yyyy-mm-dd; null where it is not known
     */
    public static void write(ReleaseFolder folder, String name, String version, @Nullable String created)
            throws IOException {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (Table table : Table.values()) {
            resource(
                    folder,
                    table.toString(),
                    name + table.fileKey() + ".tsv.gz",
                    table.title(),
                    table.columns(),
                    table.key(),
                    table.references(),
                    resources);
        }
        resource(
                folder,
                "gene_pairs",
                name + GenePairs.KEY + ".gz",
                GenePairs.TITLE,
                GenePairs.COLUMNS,
                null,
                Map.of("gene_a", "genes", "gene_b", "genes"),
                resources);
        Map<String, Object> licence = new TreeMap<>();
        licence.put("name", "CC0-1.0");
        licence.put("path", "https://creativecommons.org/publicdomain/zero/1.0/");
        Map<String, Object> all = new TreeMap<>();
        all.put("profile", "tabular-data-package");
        all.put("name", "pfocr");
        all.put("title", "Pathway Figure OCR, version " + version);
        all.put("version", version);
        if (created != null) {
            all.put("created", created + "T00:00:00Z");
        }
        all.put("homepage", "https://pfocr.wikipathways.org/");
        all.put("licenses", List.of(licence));
        all.put("resources", resources);
        folder.write("datapackage.json", "application/json", "Description of the tables (Frictionless)", json(all));
    }

    /** JSON for people too; ends of lines do not depend on the system. */
    public static String json(Object value) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        StringWriter text = new StringWriter();
        JsonMapper mapper = new JsonMapper();
        try (JsonGenerator generator = mapper.getFactory().createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            mapper.writeValue(generator, value);
        }
        return text + "\n";
    }

    private static void resource(
            ReleaseFolder folder,
            String name,
            String fileName,
            String title,
            List<Column> columns,
            @Nullable String key,
            Map<String, String> references,
            List<Map<String, Object>> resources) {
        ReleasedFile file = folder.ending(fileName);
        if (file == null) {
            return;
        }
        Map<String, Object> schema = new TreeMap<>();
        schema.put("fields", columns.stream().map(DataPackage::field).toList());
        schema.put("missingValues", List.of(""));
        if (key != null) {
            schema.put("primaryKey", List.of(key));
        }
        if (!references.isEmpty()) {
            List<Map<String, Object>> keys = new ArrayList<>();
            new TreeMap<>(references).forEach((column, table) -> {
                Map<String, Object> reference = new TreeMap<>();
                reference.put("resource", table);
                reference.put("fields", List.of(table.substring(0, table.length() - 1)));
                Map<String, Object> foreign = new TreeMap<>();
                foreign.put("fields", List.of(column));
                foreign.put("reference", reference);
                keys.add(foreign);
            });
            schema.put("foreignKeys", keys);
        }
        Map<String, Object> dialect = new TreeMap<>();
        dialect.put("delimiter", "\t");
        dialect.put("quoteChar", "\"");
        dialect.put("doubleQuote", true);
        dialect.put("lineTerminator", "\n");
        dialect.put("header", true);
        Map<String, Object> resource = new TreeMap<>();
        resource.put("profile", "tabular-data-resource");
        resource.put("name", name);
        resource.put("title", title);
        resource.put("path", file.name());
        resource.put("format", "tsv");
        resource.put("mediatype", TableSink.TSV);
        resource.put("encoding", "utf-8");
        resource.put("compression", "gz");
        resource.put("bytes", file.bytes());
        resource.put("hash", "sha256:" + file.sha256());
        resource.put("dialect", dialect);
        resource.put("schema", schema);
        resources.add(resource);
    }

    private static Map<String, Object> field(Column column) {
        Map<String, Object> field = new TreeMap<>();
        field.put("name", column.name());
        field.put("type", column.type());
        field.put("description", column.about());
        if (column.property() != null) {
            field.put("rdfProperty", column.property().getURI());
        }
        return field;
    }
}
