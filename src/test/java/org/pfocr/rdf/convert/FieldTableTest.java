package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfocr.rdf.Converted;

/** One query for each row of the field table of both generations, which gives the field's value back. */
class FieldTableTest {
    private static final Converted GENERATION_1 = Converted.of(Path.of("src/test/resources/figures/generation-1"));
    private static final Converted GENERATION_2 = Converted.of(Path.of("src/test/resources/figures/generation-2"));
    private static final Converted SCALARS = Converted.of(Path.of("src/test/resources/figures/bare-scalars"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1 | figid            | ?f dcterms:identifier ?v                                    | PMC1__f1
            2 | figid            | ?f dcterms:identifier ?v                                    | PMC2__f2
            1 | figtitle         | ?f dcterms:title ?v                                         | A title for PMC1__f1
            2 | figtitle         | ?f rdfs:label ?v                                            | A title for PMC2__f2
            1 | caption          | ?f dcterms:description ?v                                   | Growth factors: a sketch
            1 | papertitle       | ?f dcterms:isPartOf/dcterms:title ?v                        | A paper
            2 | papertitle       | ?f dcterms:isPartOf/rdfs:label ?v                           | Another paper
            1 | reftext          | ?f dcterms:isPartOf/dcterms:bibliographicCitation ?v        | Somebody, et al. J Made Up. 2013.
            1 | number           | ?f pfocr:figureNumber ?v                                    | FIGURE 7
            2 | number           | ?f pfocr:figureNumber ?v                                    | F2
            1 | figtype          | ?f pfocr:figureType ?v                                      | Figure
            2 | figtype          | ?f pfocr:figureType ?v                                      | Scheme
            1 | figlink          | ?f foaf:page ?v                                             | https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/figure/F7/
            2 | figlink          | ?f foaf:page ?v                                             | https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2/figure/F2/
            1 | filename         | ?f pfocr:fileName ?v                                        | f 1.jpg
            2 | filename         | ?f foaf:depiction ?v                                        | https://europepmc.org/articles/PMC2/bin/f2.jpg
            1 | pmcid            | ?f dcterms:isPartOf/dcterms:identifier ?v                   | PMC1
            2 | pmcid            | ?f dcterms:isPartOf/fabio:hasPubMedCentralId ?v             | 2
            1 | year             | ?f dcterms:isPartOf/dcterms:issued ?v                       | 2013
            2 | year             | ?f dcterms:isPartOf/dcterms:issued ?v                       | 2023
            1 | pathway_score    | ?f pfocr:pathwayScore ?v                                    | 0.8993231e0
            2 | automl_pathway   | ?f pfocr:pathwayScore ?v                                    | 1.0e0
            1 | pmc_ranked_result_index | ?f pfocr:searchRank ?v                               | 64267
            1 | organisms        | ?f pfocr:organism/rdfs:label ?v                             | Homo sapiens
            1 | organisms        | ?f pfocr:organismName ?v                                    | gut metagenome
            2 | organisms_ner    | ?f pfocr:matchedOrganism obo:NCBITaxon_10090 . obo:NCBITaxon_10090 rdfs:label ?v | Mus musculus
            2 | doi              | ?f dcterms:isPartOf/pfocr:doi ?v                            | 10.5555/a<b>c
            2 | doi              | ?f dcterms:isPartOf/pfocr:doiUpperCase ?v                   | 10.5555/A<B>C
            2 | journal_title    | ?f dcterms:isPartOf/pfocr:journalTitle ?v                   | Journal of Examples
            2 | journal_nlm_ta   | ?f dcterms:isPartOf/pfocr:journalAbbreviation ?v            | J Ex
            2 | publisher_name   | ?f dcterms:isPartOf/dcterms:publisher ?v                    | Examples Ltd
            2 | keywords         | ?f dcterms:isPartOf/schema:keywords ?v FILTER (?v = "bone disease") | bone disease
            2 | figid_alias      | ?f pfocr:alias ?v                                           | PMC2__F2
            2 | redirect_from    | ?f pfocr:formerPage ?v                                      | https://pfocr.wikipathways.org/figures/PMC2__F2
            1 | ndex             | ?f pfocr:ndexNetwork ?v                                     | https://www.ndexbio.org/viewer/networks/1c2b5aa2-deed-11ea-99da-0ac135e8bacf
            2 | ndex             | ?f pfocr:ndexNetwork ?v                                     | https://www.ndexbio.org/viewer/networks/1c2b5aa2-deed-11ea-99da-0ac135e8bacf
            1 | wpid             | ?f pfocr:wikiPathway ?v                                     | https://identifiers.org/wikipathways/WP254
            2 | wpid             | ?f pfocr:wikiPathway ?v                                     | https://identifiers.org/wikipathways/WP5283
            1 | annotations      | ?f pfocr:annotation/skos:prefLabel ?v                       | Leigh_disease (type 1)
            1 | annotations      | ?f pfocr:annotation/skos:inScheme/rdfs:label ?v             | Jensen KNOWLEDGE
            1 | genes            | ?m pfocr:inFigure ?f ; pfocr:word "P-AKT" ; pfocr:matchedTerm "AKT" ; pfocr:lexicon pfocr:bioentities_symbol ; pfocr:gene/wp:bdbHgncSymbol hgncsym:AKT2 ; pfocr:gene/dcterms:identifier ?v FILTER (?v = "208") | 208
            2 | genes            | ?m pfocr:inFigure ?f ; pfocr:word "LRP5/6" ; pfocr:matchedTerm "LRP6" ; pfocr:lexicon pfocr:ncbigene_symbol ; pfocr:taxon obo:NCBITaxon_9606 ; pfocr:gene/dcterms:identifier ?v | 4040
            2 | organism_group   | obo:NCBITaxon_10090 pfocr:organismGroup ?v                  | Rodents
            2 | count_direct     | ?m a pfocr:OrganismMatch ; pfocr:inFigure ?f ; pfocr:taxon obo:NCBITaxon_9606 ; pfocr:directMatchCount ?v | 10
            2 | count_synonym    | ?m pfocr:inFigure ?f ; pfocr:taxon obo:NCBITaxon_10090 ; pfocr:synonymMatchCount ?v | 2
            2 | count_match      | ?m pfocr:inFigure ?f ; pfocr:taxon obo:NCBITaxon_9606 ; pfocr:matchCount ?v | 26
            1 | chemicals        | ?m pfocr:inFigure ?f ; pfocr:word "ATP" ; pfocr:chemical/dcterms:identifier ?v | D000255
            2 | chemicals        | ?m pfocr:inFigure ?f ; pfocr:word "ATP" ; pfocr:matchedTerm "Adenosine Triphosphate" ; pfocr:chemical ?c . ?c rdfs:label "Adenosine Triphosphate" ; skos:altLabel "ATP" ; wp:bdbChEBI ?v | https://identifiers.org/chebi/CHEBI:15422
            1 | diseases         | ?m pfocr:inFigure ?f ; pfocr:word "diabetes" ; pfocr:disease/dcterms:identifier ?v | D003924
            2 | diseases         | ?m pfocr:inFigure ?f ; pfocr:word "LPS" ; pfocr:disease/skos:exactMatch ?v FILTER (?v = obo:DOID_0060239) | http://purl.obolibrary.org/obo/DOID_0060239
            1 | schema-jsonld    | ?f schema:license ?v                                        | https://creativecommons.org/publicdomain/zero/1.0/
            2 | schema-jsonld    | ?f schema:name ?v                                           | A title for PMC2__f2
            s | figid_alias      | ?f pfocr:alias ?v FILTER (?v = "PMC6__F2")                  | PMC6__F2
            """)
    void aQueryGivesTheValueBack(String input, String field, String pattern, String value) {
        Converted converted = input.equals("1") ? GENERATION_1 : input.equals("2") ? GENERATION_2 : SCALARS;
        assertThat(converted.select("SELECT ?v { ?f a pfocr:PathwayFigure . " + pattern + " }"))
                .as(field)
                .containsExactly(List.of(value));
    }
}
