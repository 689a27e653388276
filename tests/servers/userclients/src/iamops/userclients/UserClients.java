// Copyright: Contributors to the iamops.keycloak collection
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
package iamops.userclients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/** What users do with the clients that they are linked with. */
public class UserClients {

    /** The user's attribute with the internal ids of the clients; one that is linked twice is there twice. */
    private static final String LINKS = "userClientAdministration.clients";

    private static final String PKCE_METHOD = "pkce.code.challenge.method";

    private final KeycloakSession session;
    private final RealmModel realm;

    UserClients(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    @GET
    @Path("clients")
    @Produces(MediaType.APPLICATION_JSON)
    public List<ClientRepresentation> list() {
        UserModel user = user();
        // of clients that an administrator has removed, the links go with the next list
        link(user, links(user).stream().filter(id -> realm.getClientById(id) != null).toList());
        return links(user).stream().map(realm::getClientById).map(this::shown).toList();
    }

    @GET
    @Path("client/{clientId}")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> read(@PathParam("clientId") String clientId) {
        UserModel user = user();
        ClientModel client = linked(user, clientId);
        if (links(user).stream().filter(client.getId()::equals).count() > 1) {
            throw new IllegalStateException("the client is linked more than once");
        }
        return Map.of("adminToken", new AdminToken(session).of(client), "clientRep", shown(client));
    }

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.TEXT_PLAIN)
    public Response create(@Context HttpHeaders headers, ClientRepresentation given) {
        takesText(headers);
        UserModel user = user();
        if (given.getClientId().isEmpty()) {
            return said(Status.BAD_REQUEST, "clientId required");
        }
        if (realm.getClientByClientId(given.getClientId()) != null) {
            return said(Status.CONFLICT, "{\"errorMessage\":\"Client ID already in use. Select a different one\"}");
        }
        add(user, ClientManager.createClient(session, realm, given));
        return said(Status.OK, "Successfully created Client " + given.getClientId());
    }

    @POST
    @Path("client/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response update(@PathParam("id") String id, ClientRepresentation given) {
        ClientModel client = Objects.requireNonNull(realm.getClientById(id));
        linked(user(), client.getClientId());
        if (!id.equals(given.getId())) {
            return Response.status(Status.BAD_REQUEST)
                .entity("the client representation does not belong to the specified client in the path param.")
                .type(MediaType.APPLICATION_JSON)
                .build();
        }
        if ("none".equals(given.getAttributes().get(PKCE_METHOD))) {
            given.getAttributes().put(PKCE_METHOD, null);
        }
        ClientModel other = realm.getClientByClientId(Objects.requireNonNull(given.getClientId()));
        if (other != null && !other.getId().equals(id)) {
            throw new ModelDuplicateException("Client " + given.getClientId() + " already exists");
        }
        RepresentationToModel.updateClient(given, client, session);
        return Response.ok(shown(client)).build();
    }

    @DELETE
    @Path("client/{clientId}")
    @Produces(MediaType.TEXT_PLAIN)
    public Response remove(@Context HttpHeaders headers, @PathParam("clientId") String clientId) {
        takesText(headers);
        UserModel user = user();
        ClientModel client = linked(user, clientId);
        drop(user, client);
        new ClientManager(new RealmManager(session)).removeClient(realm, client);
        return said(Status.OK, "client " + clientId + " deleted successfully");
    }

    @POST
    @Path("access")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response gain(Map<String, String> given) {
        UserModel user = user();
        String token = Objects.requireNonNull(given.get("adminToken"));
        if (token.isEmpty()) {
            return said(Status.BAD_REQUEST, "no administration token given");
        }
        return new AdminToken(session).client(token).map(client -> {
            add(user, client); // not looked for: the second time it is there twice
            return said(Status.OK, "You got access to client " + client.getId());
        }).orElseGet(() -> said(Status.CONFLICT, "{\"errorMessage\":\"invalid token\"}"));
    }

    @DELETE
    @Path("access/{clientId}")
    @Produces(MediaType.TEXT_PLAIN)
    public Response giveUp(@Context HttpHeaders headers, @PathParam("clientId") String clientId) {
        takesText(headers);
        UserModel user = user();
        drop(user, linked(user, clientId));
        return said(Status.OK, "You has removed client " + clientId + " from your list of clients");
    }

    /** Refuses who only takes JSON, as Keycloak 20 does by itself. Newer ones don't; who uses them has to know of both. */
    private static void takesText(HttpHeaders headers) {
        if (headers.getAcceptableMediaTypes().stream().noneMatch(MediaType.TEXT_PLAIN_TYPE::isCompatible)) {
            throw new NotAcceptableException(said(Status.NOT_ACCEPTABLE, ""));
        }
    }

    /** Returns whom the identity cookie belongs to; nobody else may do anything here. */
    private UserModel user() {
        AuthResult identity = new AppAuthManager().authenticateIdentityCookie(session, realm);
        if (identity == null) {
            throw forbidden();
        }
        return identity.user();
    }

    /** Returns a client by its clientId; one that isn't there is answered like one that isn't linked. */
    private ClientModel linked(UserModel user, String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null || !links(user).contains(client.getId())) {
            throw forbidden();
        }
        return client;
    }

    private static WebApplicationException forbidden() {
        return new ForbiddenException(said(Status.FORBIDDEN, ""));
    }

    private static List<String> links(UserModel user) {
        return user.getAttributeStream(LINKS).toList();
    }

    private static void link(UserModel user, List<String> ids) {
        if (!ids.equals(links(user))) {
            user.setAttribute(LINKS, ids);
        }
    }

    private static void add(UserModel user, ClientModel client) {
        List<String> ids = new ArrayList<>(links(user));
        ids.add(client.getId());
        link(user, ids);
    }

    private static void drop(UserModel user, ClientModel client) {
        link(user, links(user).stream().filter(id -> !id.equals(client.getId())).toList());
    }

    private ClientRepresentation shown(ClientModel client) {
        return ModelToRepresentation.toRepresentation(client, session);
    }

    private static Response said(Status status, String text) {
        return Response.status(status).entity(text).type(MediaType.TEXT_PLAIN).build();
    }
}
