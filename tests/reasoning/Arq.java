import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

/**
 * Asks a file of N-Quads, each of its graphs by its name, what files with queries ask, and prints a
 * line for each: its path, a tab, and the answer as SPARQL JSON (of a graph: as N-Triples) or what
 * went wrong, as a text of JSON.
 */
public final class Arq {
    private Arq() {}

    public static void main(String[] args) throws Exception {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      Dataset dataset = RDFDataMgr.loadDataset(args[0], Lang.NQUADS);
      for (int i = 1; i < args.length; i++) {
        String answer;
        try {
          answer = answer(dataset, Files.readString(Path.of(args[i])));
        } catch (RuntimeException error) {
          answer = Json.text("failed: " + error);
        }
        out.println(args[i] + "\t" + answer);
      }
    }

    private static String answer(Dataset dataset, String sparql) {
      Query query = QueryFactory.create(sparql);
      ByteArrayOutputStream found = new ByteArrayOutputStream();
      try (QueryExecution execution = QueryExecutionFactory.create(query, dataset)) {
        if (query.isSelectType()) {
          ResultSetFormatter.outputAsJSON(found, execution.execSelect());
          return found.toString(StandardCharsets.UTF_8).replace("\n", " ");
        }
        RDFDataMgr.write(found, execution.execConstruct(), Lang.NTRIPLES);
        return Json.text(found.toString(StandardCharsets.UTF_8));
      }
    }
}
