import java.util.LinkedHashMap;
import java.util.Map;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.IRIDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;

/**
 * Loads what stands at each address as the OWL API asks for it, without what it imports, and prints
 * a line for each: a JSON object with the address, the format and how much it holds, or the error.
 */
final class FromAddress {
    private FromAddress() {}

    public static void main(String[] addresses) {
        for (String address : addresses) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("address", address);
            try {
                OWLOntology loaded = loaded(address);
                found.put("format", loaded.getNonnullFormat().getKey());
                found.put("classes", (int) loaded.classesInSignature().count());
                found.put("individuals", (int) loaded.individualsInSignature().count());
                found.put("axioms", loaded.getAxiomCount());
            } catch (OWLOntologyCreationException error) {
                found.put("error", error.toString());
            }
            System.out.println(Json.write(found));
        }
    }

    private static OWLOntology loaded(String address) throws OWLOntologyCreationException {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        OWLOntologyLoaderConfiguration alone =
                new OWLOntologyLoaderConfiguration()
                        .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.SILENT)
                        .setFollowRedirects(true);
        manager.getIRIMappers()
                .add(
                        iri ->
                                iri.toString().equals(address)
                                        ? null
                                        : IRI.create("file:///nowhere/to/be/found"));
        return manager.loadOntologyFromOntologyDocument(
                new IRIDocumentSource(IRI.create(address)), alone);
    }
}
