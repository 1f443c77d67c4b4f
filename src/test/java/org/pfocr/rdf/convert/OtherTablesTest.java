package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.problem.Kind;

/** HGNC's table of genes and NCBI's table of papers, read by column name. */
class OtherTablesTest {
    private static final Path CASES = Path.of("src/test/resources/figures");

    @TempDir
    private Path folder;

    @Test
    void hgncGivesIdsNamesAndLinks() throws IOException {
        Path table = Files.writeString(folder.resolve("hgnc.txt"), """
                symbol\thgnc_id\tname\tlocus_group\talias_symbol\tprev_symbol\tentrez_id\tensembl_gene_id\tuniprot_ids
                STING1\tHGNC:27962\tstimulator of interferon response\tgene\t"ERIS|FLJ38577"\tTMEM173\t340061\tENSG00000184584\t"Q86WV6|A0A0"
                NOID\tHGNC:1\tno entrez\tgene\t\t\t\t\t
                BAD\tHGNC:x\tbad\tgene\t\t\t5\t\t
                """);
        Converted converted = Converted.of(options(table, null), CASES.resolve("gene-with-two-symbols"));
        assertThat(converted.select("""
                        SELECT ?label ?hgnc ?name ?ensembl {
                          ncbigene:340061 rdfs:label ?label ; skos:notation ?label ; wp:bdbHgncSymbol hgncsym:STING1 ;
                            skos:exactMatch ?hgnc ; dcterms:title ?name ; wp:bdbEnsembl ?ensembl ;
                            wp:bdbUniprot <https://identifiers.org/uniprot/Q86WV6> .
                          FILTER STRSTARTS(STR(?hgnc), "https://identifiers.org/hgnc/") }"""))
                .containsExactly(List.of(
                        "STING1",
                        "https://identifiers.org/hgnc/27962",
                        "stimulator of interferon response",
                        "https://identifiers.org/ensembl/ENSG00000184584"));
        assertThat(converted.select("SELECT ?s { ncbigene:340061 wp:bdbHgncSymbol ?s }"))
                .hasSize(1);
        assertThat(converted.select("SELECT ?l { ncbigene:340061 skos:altLabel ?l } ORDER BY ?l"))
                .containsExactly(List.of("ERIS"), List.of("LOC7"), List.of("TMEM173"));
        assertThat(converted.problems())
                .anyMatch(p ->
                        p.kind() == Kind.SYMBOL_IS_ALIAS && p.what().equals("\"ERIS\" is an alias of STING1 (rows: 1)"))
                .anyMatch(p -> p.kind() == Kind.SYMBOL_IS_WITHDRAWN
                        && p.what().startsWith("\"TMEM173\" is a withdrawn symbol"))
                .anyMatch(p -> p.kind() == Kind.SYMBOL_NOT_APPROVED && p.what().startsWith("\"LOC7\""))
                .anyMatch(p -> p.kind() == Kind.BAD_VALUE && p.line() == 4);
    }

    @Test
    void pmcIdsGivePubMedIdsAndMissingDois() throws IOException {
        Path table = Files.writeString(folder.resolve("PMC-ids.csv"), """
                Journal Title,DOI,PMCID,PMID,Release Date
                "Journal, of Commas",10.5555/new,PMC1,23775082,live
                Other,10.5555/other,PMC2,1,live
                Unasked,10.5555/unasked,PMC3,2,live
                """);
        Converted converted =
                Converted.of(options(null, table), CASES.resolve("generation-1"), CASES.resolve("generation-2"));
        assertThat(converted.select(
                        "SELECT ?pmid ?doi { pmc:PMC1 fabio:hasPubMedId ?pmid ; pfocr:doi ?doi ; skos:exactMatch"
                                + " <https://identifiers.org/pubmed/23775082> , <http://rdf.ncbi.nlm.nih.gov/pubmed/23775082>"
                                + " , <https://doi.org/10.5555/new> , <https://doi.org/10.5555/NEW> }"))
                .containsExactly(List.of("23775082", "10.5555/new"));
        assertThat(converted.select("SELECT ?doi { pmc:PMC2 fabio:hasPubMedId \"1\" ; pfocr:doi ?doi }"))
                .containsExactly(List.of("10.5555/a<b>c"));
        assertThat(converted.select("SELECT ?p { pmc:PMC3 ?p ?o }")).isEmpty();
    }

    @Test
    void aTableOfAnotherKindIsReported() throws IOException {
        Path table = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThat(Converted.of(options(null, table), CASES.resolve("generation-1"))
                        .problems())
                .anyMatch(p -> p.kind() == Kind.BAD_TABLE && p.file().endsWith("other.csv"));
        assertThat(Converted.of(options(table, null), CASES.resolve("generation-1"))
                        .problems())
                .anyMatch(p -> p.kind() == Kind.BAD_TABLE && p.file().endsWith("other.csv"));
    }

    private static ConversionOptions options(Path hgnc, Path pmcIds) {
        return new ConversionOptions(
                1,
                ConversionOptions.EUROPE_PMC_IMAGES,
                Map.of(),
                new OtherTables(hgnc, pmcIds, null, null, null),
                null,
                "test");
    }
}
