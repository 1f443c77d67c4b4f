package org.pfocr.rdf.spark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.pfocr.rdf.release.table.Column;

/** A part of a table, as Parquet (parquet.apache.org). Not thread-safe. */
final class TablePart implements PartBody {
    /** Several parts are open at a time, and each keeps so much. */
    private static final long ROW_GROUP = 8 << 20;

    private static final int PAGE = 1 << 18;

    private final TableShape shape;
    private final MessageType schema;
    private final ParquetWriter<Group> writer;

    TablePart(String table, OutputStream out) throws IOException {
        this.shape = TableShape.of(table);
        this.schema = shape.parquet();
        this.writer = ExampleParquetWriter.builder(new Stream(out))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP)
                .withPageSize(PAGE)
                .build();
    }

    @Override
    public void write(Chunk chunk) throws IOException {
        try {
            TableChunks.read(chunk, shape.columns().size(), this::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(List<String> cells) {
        Group row = new SimpleGroup(schema);
        for (int i = 0; i < cells.size(); i++) {
            Column column = shape.columns().get(i);
            String cell = cells.get(i);
            if (!cell.isEmpty()) {
                switch (column.type()) {
                    case "integer" -> row.add(i, Long.parseLong(cell));
                    case "year" -> row.add(i, Integer.parseInt(cell));
                    case "number" -> row.add(i, Double.parseDouble(cell));
                    default -> row.add(i, cell);
                }
            }
        }
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    /** Parquet wants to know where it is. */
    private record Stream(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int b) throws IOException {
                    out.write(b);
                    position++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                    position += length;
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }

                @Override
                public void close() throws IOException {
                    out.close();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
