#include "adapters/webhook/transfer.h"

#include <array>
#include <curl/curl.h>
#include <sys/socket.h>

#include "engine/base/assert.h"

#include "adapters/webhook/answer.h"
#include "adapters/webhook/signature.h"

namespace dunghan::webhook {
namespace {

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using Headers = std::unique_ptr<curl_slist, FreeList>;

void add(Headers& headers, const std::string& line) {
    curl_slist* const longer = curl_slist_append(headers.get(), line.c_str());
    DUNGHAN_ASSERT(longer != nullptr);
    static_cast<void>(headers.release());
    headers.reset(longer);
}

Headers headers_of(const Call& call, std::int64_t timestamp) {
    Headers headers;
    // In small letters: the official JavaScript library compares it as text.
    add(headers, "content-type: application/cloudevents+json; charset=utf-8");
    add(headers, "webhook-id: " + call.id);
    add(headers, "webhook-timestamp: " + std::to_string(timestamp));
    add(headers,
        "webhook-signature: " + sign(call.target->secrets, call.id, timestamp, *call.body));
    add(headers, "Accept:");  // without a value: libcurl's own stay out
    add(headers, "Expect:");  // no round trip before a long body
    return headers;
}

}  // namespace

struct Transfer::Inside {
    explicit Inside(const TransferSurroundings& surroundings) : around(surroundings) {}

    const TransferSurroundings& around;
    CURL* curl = nullptr;
    std::array<char, CURL_ERROR_SIZE> trouble{};
    const Call* call = nullptr;
    Headers headers;
    Answer answer;
    std::string denial;      // of the last address that was refused
    bool permitted = false;  // the request may have begun to go out
    Instant started;
    std::chrono::steady_clock::time_point clock;

    template <class T>
    void set(CURLoption option, T value) {
        const CURLcode done = curl_easy_setopt(curl, option, value);
        DUNGHAN_ASSERT(done == CURLE_OK);
    }

    void set_once();
    void set_limits();
    bool may_reach(const std::optional<SocketAddress>& to);
    Attempt attempt();
    [[nodiscard]] std::string words_of(CURLcode code) const;

    static curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* to);
    static int before_request(void* user, char* address, char*, int port, int);
    static std::size_t hear_header(char* octets, std::size_t size, std::size_t count, void* user);
    static std::size_t hear_body(char* octets, std::size_t size, std::size_t count, void* user);
};

bool Transfer::Inside::may_reach(const std::optional<SocketAddress>& to) {
    const std::vector<IpAddress>* const own = around.own();
    if (!to || own == nullptr) {
        denial = to ? "the machine's own addresses are not known" : "neither IPv4 nor IPv6";
        return false;
    }
    EgressDecision decision =
        decide(*to, around.settings.egress, call->target->grants, *own, around.now());
    if (!decision.allowed) {
        denial = std::move(decision.reason);
    }
    return decision.allowed;
}

curl_socket_t Transfer::Inside::open_socket(void* user, curlsocktype, curl_sockaddr* to) {
    auto& inside = *static_cast<Inside*>(user);
    if (!inside.may_reach(socket_address_of(&to->addr, to->addrlen))) {
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

// Also before each request on a connection that was kept: another endpoint's grant may have opened
// it, or the grant has expired since.
int Transfer::Inside::before_request(void* user, char* address, char*, int port, int) {
    auto& inside = *static_cast<Inside*>(user);
    std::optional<SocketAddress> to;
    if (const auto read = parse_address(address)) {
        to = SocketAddress{*read, static_cast<std::uint16_t>(port)};
    }
    inside.permitted = inside.may_reach(to);
    return inside.permitted ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

std::size_t Transfer::Inside::hear_header(
    char* octets, std::size_t size, std::size_t count, void* user
) {
    auto& inside = *static_cast<Inside*>(user);
    return inside.answer.hear_header({octets, size * count}) ? size * count : 0;
}

std::size_t Transfer::Inside::hear_body(
    char* octets, std::size_t size, std::size_t count, void* user
) {
    auto& inside = *static_cast<Inside*>(user);
    return inside.answer.hear_body({octets, size * count}) ? size * count : 0;
}

void Transfer::Inside::set_once() {
    set(CURLOPT_PRIVATE, nullptr);
    set(CURLOPT_ERRORBUFFER, trouble.data());
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_PREREQFUNCTION, &before_request);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &hear_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &hear_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_POST, 1L);
    set(CURLOPT_USERAGENT, "dunghan");
}

void Transfer::Inside::set_limits() {
    const WebhookSettings& settings = around.settings;
    set(CURLOPT_PROTOCOLS_STR, settings.egress.allow_loopback_for_tests ? "http,https" : "https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");  // the environment has no say in where calls go
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.total_timeout.count()));
    if (!settings.ca_file.empty()) {
        set(CURLOPT_CAINFO, settings.ca_file.c_str());
    }
}

Attempt Transfer::Inside::attempt() {
    Attempt made;
    made.started = started;
    made.status = answer.status();
    made.latency = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - clock
    );
    made.retry_after = answer.retry_after(around.now());
    made.body = answer.take_body();
    return made;
}

std::string Transfer::Inside::words_of(CURLcode code) const {
    return trouble.front() != '\0' ? trouble.data() : curl_easy_strerror(code);
}

Transfer::Transfer(const TransferSurroundings& around) : inside_(std::make_unique<Inside>(around)) {
    inside_->curl = curl_easy_init();
    DUNGHAN_ASSERT(inside_->curl != nullptr);
    inside_->set_once();
    inside_->set_limits();
}

Transfer::~Transfer() {
    curl_easy_cleanup(inside_->curl);
}

void Transfer::start(const Call& call) {
    Inside& inside = *inside_;
    inside.call = &call;
    inside.started = inside.around.now();
    inside.clock = std::chrono::steady_clock::now();
    inside.answer = {};
    inside.denial.clear();
    inside.permitted = false;
    inside.trouble.front() = '\0';
    inside.headers = headers_of(call, inside.started.ms / 1'000);
    inside.set(CURLOPT_URL, call.target->url.text.c_str());
    inside.set(CURLOPT_HTTPHEADER, inside.headers.get());
    inside.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body->size()));
    inside.set(CURLOPT_POSTFIELDS, call.body->data());
}

Attempt Transfer::finish(int code) {
    Attempt attempt = inside_->attempt();
    const auto ended = static_cast<CURLcode>(code);
    attempt.timed_out = ended == CURLE_OPERATION_TIMEDOUT && attempt.status == 0;
    if (attempt.status != 0) {
        attempt.outcome = outcome_of(attempt.status);
        if (attempt.outcome != Outcome::delivered) {
            attempt.error = "status " + std::to_string(attempt.status);
        }
        return attempt;
    }
    if (inside_->permitted) {
        attempt.outcome = Outcome::unknown;
        attempt.error =
            inside_->answer.too_long() ? "more than 64 KiB of headers" : inside_->words_of(ended);
    } else if (!inside_->denial.empty()) {
        attempt.outcome = Outcome::denied;
        attempt.error = inside_->denial;
    } else {
        attempt.outcome = Outcome::failed;
        attempt.error = inside_->words_of(ended);
    }
    return attempt;
}

Attempt Transfer::break_off() {
    Attempt attempt = finish(CURLE_ABORTED_BY_CALLBACK);
    if (attempt.status == 0) {
        attempt.outcome = inside_->permitted ? Outcome::unknown : Outcome::not_tried;
        attempt.error = "the sender was closed";
    }
    return attempt;
}

void* Transfer::handle() const {
    return inside_->curl;
}

}  // namespace dunghan::webhook
