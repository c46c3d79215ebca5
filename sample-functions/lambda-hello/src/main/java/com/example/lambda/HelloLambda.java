package com.example.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.Optional;

/** Greets whoever the query names, and says what it knows of the call. */
public class HelloLambda
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String name =
        Optional.ofNullable(event.getQueryStringParameters())
            .map(query -> query.get("name"))
            .orElse("world");
    context.getLogger().log("greeting " + name);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("Content-Type", "text/plain; charset=utf-8"))
        .withBody(
            "Hello, %s! I am %s, version %s, and have %d MB.%n"
                .formatted(
                    name,
                    context.getFunctionName(),
                    context.getFunctionVersion(),
                    context.getMemoryLimitInMB()))
        .build();
  }
}
