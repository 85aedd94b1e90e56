import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.update.UpdateAction;

/**
 * ARQ over a dataset in memory behind the SPARQL 1.1 Protocol: queries and updates as forms, on a
 * port of loopback that it prints. Ends when its input does.
 */
final class ArqServer {
    private static final Dataset DATASET = DatasetFactory.createGeneral();

    private ArqServer() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", ArqServer::handle);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {}
        server.stop(0);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String type = "text/plain";
        int status = 200;
        byte[] content;
        try {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String update = field(body, "update").stream().findFirst().orElse(null);
            if (update != null) {
                UpdateAction.parseExecute(update, DATASET);
                content = new byte[0];
            } else {
                Query query = QueryFactory.create(field(body, "query").get(0));
                type = query.isSelectType() || query.isAskType()
                        ? "application/sparql-results+json"
                        : "text/turtle";
                content = answer(query, chosen(body));
            }
        } catch (RuntimeException error) {
            status = 400;
            content = error.toString().getBytes(StandardCharsets.UTF_8);
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static Dataset chosen(String body) {
        List<String> defaults = field(body, "default-graph-uri");
        List<String> named = field(body, "named-graph-uri");
        if (defaults.isEmpty() && named.isEmpty()) {
            return DATASET;
        }
        DatasetDescription wanted = DatasetDescription.create(defaults, named);
        return DynamicDatasets.dynamicDataset(wanted, DATASET, false);
    }

    private static byte[] answer(Query query, Dataset dataset) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        try (QueryExecution execution = QueryExecutionFactory.create(query, dataset)) {
            if (query.isSelectType()) {
                ResultSetFormatter.outputAsJSON(found, execution.execSelect());
            } else if (query.isAskType()) {
                ResultSetFormatter.outputAsJSON(found, execution.execAsk());
            } else {
                RDFDataMgr.write(found, execution.execConstruct(), Lang.NTRIPLES);
            }
        }
        return found.toByteArray();
    }

    private static List<String> field(String body, String name) {
        List<String> found = new ArrayList<>();
        for (String part : body.split("&")) {
            String[] pair = part.split("=", 2);
            if (pair[0].equals(name) && pair.length == 2) {
                found.add(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
