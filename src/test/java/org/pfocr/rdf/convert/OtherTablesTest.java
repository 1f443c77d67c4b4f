package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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

    @Test
    void tablesMayBePackedByGzipAndAreNamedWhereTheyAreNotRead() throws IOException {
        Path table = folder.resolve("PMC-ids.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(table))) {
            out.write("PMCID,PMID,DOI\nPMC1,77,\n".getBytes(StandardCharsets.UTF_8));
        }
        Converted converted = Converted.of(options(null, table), CASES.resolve("generation-1"));
        assertThat(converted.select("SELECT ?pmid { pmc:PMC1 fabio:hasPubMedId ?pmid }"))
                .containsExactly(List.of("77"));

        Path zip = Files.write(folder.resolve("hgnc.zip"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        assertThatThrownBy(() -> Converted.of(options(zip, null), CASES.resolve("generation-1")))
                .rootCause()
                .hasMessageContaining("hgnc.zip")
                .hasMessageContaining("is packed with zip, which is not read");
    }

    /** Without a table the label is the name in the rows, else the word as it was read. */
    @Test
    void meshGivesHeadings() throws IOException {
        Path table = Files.writeString(folder.resolve("mesh.nt"), """
                <http://id.nlm.nih.gov/mesh/D000255> <http://www.w3.org/2000/01/rdf-schema#label> "A Heading"@en .
                <http://id.nlm.nih.gov/mesh/D000255> <http://www.w3.org/2000/01/rdf-schema#label> "Ein Titel"@de .
                <http://id.nlm.nih.gov/mesh/D1> <http://www.w3.org/2000/01/rdf-schema#label> "Unasked"@en .
                """);
        String labels = "SELECT ?l { mesh:D000255 rdfs:label ?l }";
        assertThat(Converted.of(CASES.resolve("generation-1")).select(labels)).containsExactly(List.of("ATP"));
        Converted converted =
                Converted.of(options(new OtherTables(null, null, null, table, null)), CASES.resolve("generation-1"));
        assertThat(converted.select(labels)).containsExactly(List.of("A Heading"));
        assertThat(converted.problems()).noneMatch(p -> p.kind() == Kind.BAD_TABLE);

        Path broken =
                Files.writeString(folder.resolve("broken.nt"), "<http://id.nlm.nih.gov/mesh/D000255> no triple\n");
        assertThat(Converted.of(options(new OtherTables(null, null, null, broken, null)), CASES.resolve("generation-1"))
                        .problems())
                .anyMatch(p -> p.kind() == Kind.BAD_TABLE && p.what().startsWith("cannot be read further"));
    }

    @Test
    void theOpenAccessListGivesImagesTheLicencesOfTheirPapers() throws IOException {
        Path table = Files.writeString(folder.resolve("oa_file_list.csv"), """
                File,Article Citation,Accession ID,Last Updated (YYYY-MM-DD HH:MM:SS),PMID,License
                oa_package/a.tar.gz,"Someone, 2013",PMC1,2013-01-01 00:00:00,1,CC BY-NC
                oa_package/b.tar.gz,"Someone, 2014",PMC2,2013-01-01 00:00:00,2,NO-CC CODE
                """);
        Converted converted = Converted.of(
                options(new OtherTables(null, null, table, null, null)),
                CASES.resolve("generation-1"),
                CASES.resolve("generation-2"));
        String licences = "SELECT ?l { ?f dcterms:isPartOf %s ; foaf:depiction ?i . ?i a schema:ImageObject ;"
                + " dcterms:isPartOf %s ; dcterms:license|dcterms:rights ?l }";
        assertThat(converted.select(licences.formatted("pmc:PMC1", "pmc:PMC1")))
                .containsExactly(List.of("https://creativecommons.org/licenses/by-nc/"));
        assertThat(converted.select(licences.formatted("pmc:PMC2", "pmc:PMC2"))).containsExactly(List.of("NO-CC CODE"));
        assertThat(Converted.of(CASES.resolve("generation-1"))
                        .select("SELECT ?l { ?f foaf:depiction ?i . ?i dcterms:license|dcterms:rights ?l }"))
                .isEmpty();
    }

    @Test
    void theTaxonomyFindsOrganismsByName() throws IOException {
        Path table = Files.writeString(folder.resolve("names.dmp"), """
                7\t|\tuncultured bacterium\t|\t\t|\tsynonym\t|
                77133\t|\tuncultured bacterium\t|\t\t|\tscientific name\t|
                77133\t|\tunasked\t|\t\t|\tsynonym\t|
                """);
        String organisms = "SELECT DISTINCT ?o { ?f pfocr:organism|pfocr:matchedOrganism ?o . ?o rdfs:label"
                + " \"uncultured bacterium\" }";
        assertThat(Converted.of(CASES.resolve("organism-names")).select(organisms))
                .isEmpty();
        assertThat(Converted.of(
                                options(new OtherTables(null, null, null, null, table)),
                                CASES.resolve("organism-names"))
                        .select(organisms))
                .containsExactly(List.of("http://purl.obolibrary.org/obo/NCBITaxon_77133"));
    }

    private static ConversionOptions options(Path hgnc, Path pmcIds) {
        return options(new OtherTables(hgnc, pmcIds, null, null, null));
    }

    private static ConversionOptions options(OtherTables tables) {
        return new ConversionOptions(
                1,
                ConversionOptions.EUROPE_PMC_IMAGES,
                Map.of(),
                tables,
                null,
                ConversionOptions.halfOfTheHeap(),
                "test");
    }
}
