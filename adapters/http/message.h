// One request that passed the gate, and the answer to it: values, free of the library that carries
// them.
#pragma once

#include <any>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan::http {

using Fields = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct Request {
    std::string method;                         // GET, HEAD, POST, PUT, PATCH, DELETE
    std::vector<std::string> path;              // decoded segments: {"v1", "tasks", "2.8"}
    std::map<std::string, std::string> query;   // decoded; each name at most once
    std::map<std::string, std::string> places;  // of the route: {"task", "2.8"}
    Fields fields;
    std::string body;
    std::string peer;     // address of the other end: "127.0.0.1"
    bool secure = false;  // came under TLS
    std::any caller;      // what the guard made of it

    // The field of that name (lower case); empty: not there. The gate lets those through once that
    // a handler may read.
    [[nodiscard]] std::string_view field(std::string_view name) const;
};

// What follows the head of an answer for as long as the reader stays: server-sent events.
class Stream {
 public:
    virtual ~Stream() = default;

    // What to send now, at most about 64 KiB; empty: nothing yet. Called again after each wake and
    // each second. `over` says that nothing follows any more.
    struct Piece {
        std::string octets;
        bool over = false;
        bool cut = false;  // it cannot go on: the connection is reset, so that no reader takes what
                           // has come for the whole
    };

    [[nodiscard]] virtual Piece next() = 0;
};

struct Answer {
    unsigned status = 200;
    std::string type = "application/json";
    std::string body;
    Fields fields;
    std::shared_ptr<Stream> stream;  // nullptr: the body is all
    bool close = false;              // the connection ends with it
};

// Called once, from any thread.
using Respond = std::function<void(Answer)>;

}  // namespace dunghan::http
