import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coode.owlapi.manchesterowlsyntax.ManchesterOWLSyntaxEditorParser;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.expression.OWLEntityChecker;
import org.semanticweb.owlapi.expression.ParserException;
import org.semanticweb.owlapi.model.EntityType;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLAnnotationProperty;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLClassExpression;
import org.semanticweb.owlapi.model.OWLDataFactory;
import org.semanticweb.owlapi.model.OWLDataProperty;
import org.semanticweb.owlapi.model.OWLDatatype;
import org.semanticweb.owlapi.model.OWLEntity;
import org.semanticweb.owlapi.model.OWLLiteral;
import org.semanticweb.owlapi.model.OWLNamedIndividual;
import org.semanticweb.owlapi.model.OWLObjectProperty;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.util.SimpleIRIShortFormProvider;

/**
 * Reasons over one file with HermiT and prints what it found as one JSON object.
 *
 * <p>Arguments: the file, then any of {@code --query TEXT} (a class expression in Manchester
 * syntax), {@code --prefix NAME=IRI} and {@code --everything}.
 */
final class Hermit {
    private static final String QUERY = "urn:query:";
    private static final String DISTINCT = "https://w3id.org/ofmkg/ns#distinctLabel";
    /** What the parser calls the end of a query. */
    private static final String END = "|EOF|";

    private Hermit() {}

    public static void main(String[] arguments) throws Exception {
        List<String> queries = new ArrayList<>();
        Map<String, String> prefixes = new HashMap<>();
        boolean everything = false;
        for (int at = 1; at < arguments.length; at++) {
            switch (arguments[at]) {
                case "--everything" -> everything = true;
                case "--query" -> queries.add(arguments[++at]);
                case "--prefix" -> {
                    String[] prefix = arguments[++at].split("=", 2);
                    prefixes.put(prefix[0], prefix[1]);
                }
                default -> throw new IllegalArgumentException(arguments[at]);
            }
        }
        OWLOntology ontology = OWLManager.createOWLOntologyManager()
                .loadOntologyFromOntologyDocument(new File(arguments[0]));
        Map<String, Object> found = new LinkedHashMap<>();
        Map<String, OWLClassExpression> asked = new LinkedHashMap<>();
        List<String> misunderstood = new ArrayList<>();
        Names names = new Names(ontology, prefixes);
        for (String query : queries) {
            try {
                asked.put(query, parsed(query, names));
            } catch (ParserException error) {
                misunderstood.add(query + ": " + names.explained(error));
            }
        }
        found.put("misunderstood", misunderstood);
        if (misunderstood.isEmpty()) {
            try {
                reason(ontology, asked, everything, found);
            } catch (RuntimeException error) {
                found.put("error", error.toString());
            }
        }
        System.out.println(Json.write(found));
    }

    private static OWLClassExpression parsed(String query, Names names) throws ParserException {
        OWLDataFactory factory = names.ontology.getOWLOntologyManager().getOWLDataFactory();
        ManchesterOWLSyntaxEditorParser parser =
                new ManchesterOWLSyntaxEditorParser(factory, query);
        parser.setOWLEntityChecker(names);
        return parser.parseClassExpression();
    }

    private static void reason(
            OWLOntology ontology,
            Map<String, OWLClassExpression> asked,
            boolean everything,
            Map<String, Object> found) {
        // Each query becomes a class of its own, so that all are answered by classifying once.
        Map<String, OWLClass> classes = new LinkedHashMap<>();
        asked.forEach((query, expression) ->
                classes.put(query, defined(QUERY + classes.size(), expression, ontology)));
        Reasoner reasoner = new Reasoner(new Configuration(), ontology);
        found.put("consistent", reasoner.isConsistent());
        if (!reasoner.isConsistent()) {
            return;
        }
        found.put("unsatisfiable", iris(reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()));
        Map<String, Object> answers = new LinkedHashMap<>();
        classes.forEach((query, named) -> answers.put(query, Map.of(
                "instances", iris(reasoner.getInstances(named, false).getFlattened()),
                "equivalent", iris(reasoner.getEquivalentClasses(named).getEntities()),
                "below", iris(reasoner.getSubClasses(named, false).getFlattened()),
                "above", iris(reasoner.getSuperClasses(named, false).getFlattened()))));
        found.put("answers", answers);
        if (everything) {
            found.put("types", types(reasoner, ontology));
            found.put("links", links(reasoner, ontology));
        }
    }

    private static OWLClass defined(
            String name, OWLClassExpression expression, OWLOntology ontology) {
        OWLDataFactory factory = ontology.getOWLOntologyManager().getOWLDataFactory();
        OWLClass named = factory.getOWLClass(IRI.create(name));
        ontology.getOWLOntologyManager()
                .addAxiom(ontology, factory.getOWLEquivalentClassesAxiom(named, expression));
        return named;
    }

    private static List<List<String>> types(Reasoner reasoner, OWLOntology ontology) {
        return ontology.getClassesInSignature().stream()
                .filter(type -> !type.isOWLThing() && !isQuery(type))
                .flatMap(type -> reasoner.getInstances(type, false).getFlattened().stream()
                        .map(thing -> List.of(iri(thing), iri(type))))
                .collect(Collectors.toList());
    }

    private static List<List<String>> links(Reasoner reasoner, OWLOntology ontology) {
        return ontology.getObjectPropertiesInSignature().stream()
                .flatMap(property -> reasoner.getObjectPropertyInstances(property).entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(to -> List.of(iri(entry.getKey()), iri(property), iri(to)))))
                .collect(Collectors.toList());
    }

    private static String iri(OWLEntity entity) {
        return entity.getIRI().toString();
    }

    private static Set<String> iris(Collection<? extends OWLEntity> entities) {
        return entities.stream()
                .filter(entity -> !isQuery(entity))
                .map(Hermit::iri)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isQuery(OWLEntity entity) {
        return iri(entity).startsWith(QUERY);
    }

    /**
     * Finds what a name in a query stands for: prefix:rest, the last part of an IRI as Protégé shows
     * it, 'a label' (or one that the view made to tell things apart), a label of one word where no
     * IRI ends so, or an IRI in angle brackets. A name that may be two things is none.
     */
    private static final class Names implements OWLEntityChecker {
        final OWLOntology ontology;
        private final Map<String, String> prefixes;
        private final Map<String, Set<OWLEntity>> known = new HashMap<>();

        Names(OWLOntology ontology, Map<String, String> prefixes) {
            this.ontology = ontology;
            this.prefixes = prefixes;
            SimpleIRIShortFormProvider provider = new SimpleIRIShortFormProvider();
            OWLDataFactory factory = ontology.getOWLOntologyManager().getOWLDataFactory();
            OWLAnnotationProperty distinct = factory.getOWLAnnotationProperty(IRI.create(DISTINCT));
            Map<String, Set<OWLEntity>> words = new HashMap<>();
            for (OWLEntity entity : ontology.getSignature()) {
                add(entity.getIRI().toQuotedString(), entity);
                add(provider.getShortForm(entity.getIRI()), entity);
                for (OWLAnnotationProperty naming : List.of(factory.getRDFSLabel(), distinct)) {
                    entity.getAnnotations(ontology, naming).stream()
                            .filter(label -> label.getValue() instanceof OWLLiteral)
                            .map(label -> ((OWLLiteral) label.getValue()).getLiteral())
                            .forEach(label -> {
                                add("'" + label + "'", entity);
                                words.computeIfAbsent(label, any -> new TreeSet<>()).add(entity);
                            });
                }
            }
            words.forEach(known::putIfAbsent);
            add("owl:Thing", factory.getOWLThing());
        }

        private void add(String name, OWLEntity entity) {
            known.computeIfAbsent(name, any -> new TreeSet<>()).add(entity);
        }

        private Set<OWLEntity> meant(String name) {
            int colon = name.indexOf(':');
            if (known.containsKey(name) || colon < 0) {
                return known.getOrDefault(name, Set.of());
            }
            String start = prefixes.getOrDefault(
                    name.substring(0, colon), prefixes.get("") + name.substring(0, colon) + "/");
            IRI iri = IRI.create(start + name.substring(colon + 1));
            return known.getOrDefault(iri.toQuotedString(), Set.of());
        }

        private <E extends OWLEntity> E only(String name, EntityType<E> kind, Class<E> type) {
            List<E> fitting = meant(name).stream()
                    .filter(entity -> entity.getEntityType().equals(kind))
                    .map(type::cast)
                    .collect(Collectors.toList());
            return fitting.size() == 1 ? fitting.get(0) : null;
        }

        /** Says in one line where a query ends to make sense and what could stand there. */
        String explained(ParserException error) {
            String token = error.getCurrentToken();
            Set<OWLEntity> meant = meant(token);
            String several = meant.size() < 2 ? "" : meant.stream()
                    .map(entity -> entity.getIRI().toQuotedString())
                    .collect(Collectors.joining(" or ", " (this may be ", ")"));
            List<String> wanted = new ArrayList<>();
            if (error.isClassNameExpected()) wanted.add("a class");
            if (error.isObjectPropertyNameExpected()) wanted.add("an object property");
            if (error.isDataPropertyNameExpected()) wanted.add("a data property");
            if (error.isIndividualNameExpected()) wanted.add("an individual");
            if (error.isDatatypeNameExpected()) wanted.add("a datatype");
            error.getExpectedKeywords().stream().sorted()
                    .map(word -> word.equals(END) ? "the end" : word)
                    .forEach(wanted::add);
            return "column " + error.getColumnNumber() + ", at "
                    + (token.equals(END) ? "the end" : token) + several
                    + ": wanted " + String.join(", ", wanted);
        }

        @Override
        public OWLClass getOWLClass(String name) {
            return only(name, EntityType.CLASS, OWLClass.class);
        }

        @Override
        public OWLObjectProperty getOWLObjectProperty(String name) {
            return only(name, EntityType.OBJECT_PROPERTY, OWLObjectProperty.class);
        }

        @Override
        public OWLDataProperty getOWLDataProperty(String name) {
            return only(name, EntityType.DATA_PROPERTY, OWLDataProperty.class);
        }

        @Override
        public OWLNamedIndividual getOWLIndividual(String name) {
            return only(name, EntityType.NAMED_INDIVIDUAL, OWLNamedIndividual.class);
        }

        @Override
        public OWLDatatype getOWLDatatype(String name) {
            return only(name, EntityType.DATATYPE, OWLDatatype.class);
        }

        @Override
        public OWLAnnotationProperty getOWLAnnotationProperty(String name) {
            return only(name, EntityType.ANNOTATION_PROPERTY, OWLAnnotationProperty.class);
        }
    }
}
