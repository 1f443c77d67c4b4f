package org.pfocr.rdf.spark.output;

import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.pfocr.rdf.release.table.Column;
import org.pfocr.rdf.release.table.Table;

/** The columns of a table: those of a release's table with the same name, or those of problems. Immutable. */
public record TableShape(String name, List<Column> columns) {
    /** Name of the table of problems. */
    public static final String PROBLEMS = "problems";

    private static final List<Column> OF_PROBLEMS = List.of(
            column("severity", "string"),
            column("kind", "string"),
            column("file", "string"),
            column("line", "integer"),
            column("field", "string"),
            column("what", "string"),
            column("remedy", "string"));

    private static Column column(String name, String type) {
        return new Column(name, type, "", null, false);
    }

    static TableShape of(String name) {
        return new TableShape(
                name,
                name.equals(PROBLEMS)
                        ? OF_PROBLEMS
                        : Table.valueOf(name.toUpperCase(Locale.ROOT)).columns());
    }

    /** The same for Parquet. Any cell may be missing. */
    MessageType parquet() {
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (Column column : columns) {
            switch (column.type()) {
                case "integer" -> builder.optional(PrimitiveTypeName.INT64).named(column.name());
                case "year" -> builder.optional(PrimitiveTypeName.INT32).named(column.name());
                case "number" -> builder.optional(PrimitiveTypeName.DOUBLE).named(column.name());
                default ->
                    builder.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
            }
        }
        return builder.named(name);
    }
}
