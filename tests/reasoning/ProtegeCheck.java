import static org.semanticweb.owlapi.model.parameters.Imports.INCLUDED;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.catalog.Catalog;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLAnnotation;
import org.semanticweb.owlapi.model.OWLAnnotationProperty;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.util.VersionInfo;

/**
 * Loads each file as Protégé does, with nothing but the catalog of its folder to find imports by,
 * and prints what became of it: one JSON object a line for each file.
 *
 * <p>The exit code is 0 when nothing is the matter with any file, else 1.
 */
final class ProtegeCheck {
    private static final String CATALOG = "catalog-v001.xml";
    /** What was asked for outside this machine since the last file. */
    private static final Set<String> REMOTE = new TreeSet<>();

    private ProtegeCheck() {}

    public static void main(String[] files) {
        URL.setURLStreamHandlerFactory(
                scheme -> Set.of("http", "https", "ftp").contains(scheme) ? new Refusal() : null);
        ProxySelector.setDefault(new Dead());
        boolean fine = true;
        for (String file : files) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("file", file);
            found.put("api", version());
            Map<String, Set<String>> problems = check(Path.of(file).toAbsolutePath(), found);
            found.put("problems", problems);
            fine &= problems.values().stream().allMatch(Set::isEmpty);
            System.out.println(Json.write(found));
        }
        System.exit(fine ? 0 : 1);
    }

    /** The version without the time at which it was built. */
    private static String version() {
        return VersionInfo.getVersionInfo().getVersion().replaceFirst("^(\\d+\\.\\d+\\.\\d+).*", "$1");
    }

    private static Map<String, Set<String>> check(Path file, Map<String, Object> found) {
        Map<String, Set<String>> problems = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>();
        REMOTE.clear();
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        manager.setOntologyLoaderConfiguration(
                new OWLOntologyLoaderConfiguration()
                        .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT));
        manager.addMissingImportListener(
                event -> missing.add(event.getImportedOntologyURI().toString()));
        Path catalogFile = file.resolveSibling(CATALOG);
        if (Files.exists(catalogFile)) {
            Catalog catalog =
                    CatalogManager.catalog(CatalogFeatures.defaults(), catalogFile.toUri());
            manager.getIRIMappers().add(name -> {
                String place = catalog.matchURI(name.toString());
                return place == null ? null : IRI.create(place);
            });
        }
        try {
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(file.toFile());
            List<OWLOntology> closure = ontology.importsClosure().collect(Collectors.toList());
            found.put("ontologies", names(closure));
            found.put("counts", counts(ontology));
            problems.put("violations", violations(ontology));
            problems.put("undeclared", undeclared(ontology));
            problems.put("turned", turnedIntoAnnotations(ontology, closure));
            problems.put("unparsed", unparsed(closure));
            problems.put("misnamed", misnamed(closure, missing));
        } catch (OWLOntologyCreationException | RuntimeException error) {
            problems.put("unreadable", Set.of(error.toString()));
        }
        problems.put("missing", missing);
        problems.put("remote", new TreeSet<>(REMOTE));
        return problems;
    }

    private static Set<String> names(List<OWLOntology> ontologies) {
        return sorted(ontologies.stream().map(ontology ->
                ontology.getOntologyID().getOntologyIRI().map(IRI::toString).orElse("")));
    }

    private static Map<String, Long> counts(OWLOntology ontology) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("classes", ontology.classesInSignature(INCLUDED).count());
        counts.put("object_properties", ontology.objectPropertiesInSignature(INCLUDED).count());
        counts.put("data_properties", ontology.dataPropertiesInSignature(INCLUDED).count());
        counts.put(
                "annotation_properties", ontology.annotationPropertiesInSignature(INCLUDED).count());
        counts.put("individuals", ontology.individualsInSignature(INCLUDED).count());
        counts.put("object_assertions", count(ontology, AxiomType.OBJECT_PROPERTY_ASSERTION));
        counts.put("data_assertions", count(ontology, AxiomType.DATA_PROPERTY_ASSERTION));
        counts.put("class_assertions", count(ontology, AxiomType.CLASS_ASSERTION));
        counts.put("annotation_assertions", count(ontology, AxiomType.ANNOTATION_ASSERTION));
        counts.put("logical_axioms", ontology.logicalAxioms(INCLUDED).distinct().count());
        return counts;
    }

    private static long count(OWLOntology ontology, AxiomType<?> type) {
        return ontology.axioms(type, INCLUDED).distinct().count();
    }

    private static Set<String> violations(OWLOntology ontology) {
        return sorted(new OWL2DLProfile().checkOntology(ontology).getViolations().stream()
                .map(violation -> violation.getClass().getSimpleName() + ": " + violation));
    }

    /** Without datatypes: the profile has rules for those, and lets annotations use any. */
    private static Set<String> undeclared(OWLOntology ontology) {
        return sorted(ontology.signature(INCLUDED)
                .filter(entity -> !entity.isBuiltIn() && !entity.isOWLDatatype())
                .filter(entity -> !ontology.isDeclared(entity, INCLUDED))
                .map(entity -> entity.getEntityType().getName() + " " + entity.getIRI()));
    }

    /** Statements that became annotations although their property is none, or none is known. */
    private static Set<String> turnedIntoAnnotations(
            OWLOntology ontology, List<OWLOntology> closure) {
        Stream<String> assertions = ontology.axioms(AxiomType.ANNOTATION_ASSERTION, INCLUDED)
                .filter(axiom -> isNoAnnotation(axiom.getProperty(), ontology))
                .map(axiom -> axiom.getSubject() + " " + axiom.getProperty().getIRI());
        Stream<String> headers = closure.stream().flatMap(OWLOntology::annotations)
                .map(OWLAnnotation::getProperty)
                .filter(property -> isNoAnnotation(property, ontology))
                .map(property -> "header " + property.getIRI());
        return sorted(Stream.concat(assertions, headers));
    }

    private static boolean isNoAnnotation(OWLAnnotationProperty property, OWLOntology ontology) {
        return ontology.containsObjectPropertyInSignature(property.getIRI(), INCLUDED)
                || ontology.containsDataPropertyInSignature(property.getIRI(), INCLUDED)
                || !property.isBuiltIn() && !ontology.isDeclared(property, INCLUDED);
    }

    private static Set<String> unparsed(List<OWLOntology> closure) {
        return sorted(closure.stream()
                .map(OWLOntology::getNonnullFormat)
                .map(OWLDocumentFormat::getOntologyLoaderMetaData)
                .flatMap(meta -> meta.map(data -> data.getUnparsedTriples()).orElse(Stream.empty()))
                .map(Object::toString));
    }

    /** Imports that led to a file which does not declare that name. */
    private static Set<String> misnamed(List<OWLOntology> closure, Set<String> missing) {
        Set<IRI> declared = closure.stream().map(OWLOntology::getOntologyID)
                .flatMap(id -> Stream.of(id.getOntologyIRI(), id.getVersionIRI()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return sorted(closure.stream().flatMap(OWLOntology::importsDeclarations)
                .map(declaration -> declaration.getIRI())
                .filter(name -> !declared.contains(name))
                .map(IRI::toString)
                .filter(name -> !missing.contains(name)));
    }

    private static Set<String> sorted(Stream<String> values) {
        return values.collect(Collectors.toCollection(TreeSet::new));
    }

    /** Notes each address that a document is asked for at, and gives none. */
    private static final class Refusal extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            REMOTE.add(url.toString());
            throw new IOException("refused: " + url);
        }
    }

    /** Notes each other connection, and leads it to where nothing listens. */
    private static final class Dead extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            REMOTE.add(uri.toString());
            return List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", 1)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException error) {}
    }
}
