// The API of a running engine: its operations, who may use them, and the server that carries them.
#pragma once

#include <memory>

#include "engine/port/clock.h"

#include "adapters/app/api/metrics.h"
#include "adapters/asio/desk.h"
#include "adapters/http/server.h"

namespace dunghan::app::api {

struct EndpointHouse;  // context.h

struct PeopleHouse;  // likewise

class Api {
 public:
    // All must outlive it. `engine` is used on the desk's thread alone.
    Api(const Store& store,
        Engine& engine,
        Desk& desk,
        const Clock& clock,
        const PeopleHouse& people,
        const EndpointHouse& endpoints);
    ~Api();
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    // Error: unavailable (the address is taken).
    [[nodiscard]] Result<void> listen(const http::ServerSettings& settings);

    [[nodiscard]] std::uint16_t port() const;

    // Something was recorded: readers of live events look again. From any thread.
    void wake();

    // Looks whether files that are read while it runs have changed: about once a second, from one
    // thread. Error, once for each change: what stands there cannot be used; what was known is.
    [[nodiscard]] Result<void> refresh();

    // Requests under way are answered first, at most for http::Times::stop. The desk must still be
    // served meanwhile; what waits there afterwards must be dropped before this is gone.
    void stop();

    [[nodiscard]] EngineMetrics& metrics();

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::app::api
